// Every result once more, by the command line: from the JSON export, and from the files other programs read.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { BudgetConfig } from '../../shared/ballots/budget/ballot.ts'
import type { RankingConfig } from '../../shared/ballots/ranking/ballot.ts'
import type { Exported } from './agree.ts'

const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))

type Item = Exported['items'][number]
interface Counted {
  outcome: { winners?: string[]; tied?: string[] } | null
}

/** One line a difference. */
export async function recounted(
  json: Buffer,
  { items }: Exported,
  download: (format: string) => Promise<Buffer>,
  say: (what: string) => void,
): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'recount-'))
  const problems: string[] = []
  const count = async (name: string, content: Buffer, args: string[] = []) => {
    const file = join(folder, name)
    writeFileSync(file, content)
    const { stdout } = await promisify(execFile)(process.execPath, [main, 'count', file, ...args, '--json'])
    return JSON.parse(stdout)
  }
  try {
    const { agrees, rounds } = await count('export.json', json)
    if (!agrees) problems.push(`the export does not agree with itself: ${JSON.stringify(rounds)}`)
    say(`count: ${rounds.length} rounds of the export agree with their ballots`)
    for (const item of items) {
      const { number, question } = item
      const way = ways[question.kind]?.(question.config as never)
      if (!way) continue
      const file = await download(`${way.format}?item=${number}`)
      const result = await count(`${number}.${way.extension}`, file, way.args)
      const [here, there] = [winnersOf(item, way.named), [...way.winners(result)].sort()]
      if (JSON.stringify(here) !== JSON.stringify(there))
        problems.push(`item ${number}: ${here} here, ${there} from its ${way.format} file`)
      say(`count: item ${number} from its ${way.format} file: ${there.join(', ')}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return problems
}

/** Titles (or ids) of those who won, and of those the count leaves level, sorted. */
function winnersOf({ question, rounds }: Item, named: boolean): string[] {
  const { outcome } = rounds.at(-1)!.counted as unknown as Counted
  const { options } = question.config as { options: { id: string; title: string }[] }
  const ids = [...(outcome?.winners ?? []), ...(outcome?.tied ?? [])]
  return ids.map((id) => (named ? options.find((option) => option.id === id)!.title : id)).sort()
}

interface Way {
  format: string
  extension: string
  args: string[]
  /** Whether the file tells options by their titles rather than their ids. */
  named: boolean
  winners: (result: Record<string, string[] & string>) => string[]
}

const ways: Record<string, (config: never) => Way> = {
  ranking: ({ method, seats }: RankingConfig) => ({
    format: 'preflib',
    extension: 'soi',
    args: ['--method', method, ...(method === 'stv' ? ['--seats', String(seats)] : [])],
    named: true,
    winners: ({ winner, winners, elected, tied = [] as never }) => [
      ...(elected ?? winners ?? (winner ? [winner] : [])),
      ...(winner ? [] : tied),
    ],
  }),
  budget: ({ count, utility, completion, step }: BudgetConfig) => ({
    format: 'pabulib',
    extension: 'pb',
    args:
      count === 'equal-shares'
        ? ['--rule', 'equal-shares', '--utility', utility, '--completion', completion, '--step', String(step)]
        : ['--rule', 'greedy'],
    named: false,
    winners: ({ funded }) => funded!,
  }),
}
