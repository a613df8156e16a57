// `spotvote count FILE`: counts ballots somebody else collected, and exports of this program again.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { methods } from '../../shared/formats/ballots.ts'
import { Refusal } from '../../shared/refusal.ts'
import { countWords } from '../../shared/words/count.ts'
import { countUsage } from '../../shared/words/count-usage.ts'
import { refusalText } from '../../shared/words/refusal.ts'
import { printable } from '../../shared/words/terminal.ts'
import { UsageError } from '../options.ts'
import { FileError, trouble } from '../trouble.ts'
import { type Answer, AskedWrong, countFile } from './count/count-file.ts'
import type { Recount } from './count/export.ts'
import { type CountOptions, flagOf, parseCountOptions } from './count/options.ts'
import { page } from './count/print.ts'
import type { Note } from './count/read.ts'

/** Runs the command; gives the exit status: 0, 1 where an export disagrees with its ballots, 2 for trouble. */
export async function countCommand(argv: string[]): Promise<0 | 1 | 2> {
  let options: CountOptions = { settings: new Map(), json: false, language: 'en', help: false }
  try {
    options = parseCountOptions(argv)
    const { help, usage } = countUsage[options.language]
    if (options.help) {
      console.log(help)
      return 0
    }
    if (options.file === undefined) throw new UsageError(usage.noFile)
    const { answer, notes } = run(options.file, options)
    for (const note of notes) console.error(printable(note))
    process.stdout.write(options.json ? `${JSON.stringify(answer.result)}\n` : told(answer, options))
    return answer.kind === 'recount' && !answer.agrees ? 1 : 0
  } catch (error) {
    const line = trouble(error, { language: options.language, port: 0 })
    if (line === null) throw error
    console.error(line)
    return 2
  }
}

function run(file: string, options: CountOptions): { answer: Answer | Recount; notes: string[] } {
  const w = countWords[options.language]
  const { usage } = countUsage[options.language]
  try {
    const { text, latin } = decode(readFileSync(file))
    const answer = countFile(text, basename(file), options)
    const notes: Note[] = latin ? [{ note: 'bytes', names: [] }] : []
    if (answer.kind === 'recount') return { answer, notes: notes.map(({ note }) => w.notes[note]([])) }
    const doubts = answer.doubts.map((doubt) => refusalText({ code: 'invalid', ...doubt }, options.language))
    return {
      answer,
      notes: [...[...notes, ...answer.notes].map(({ note, names }) => w.notes[note](names)), ...doubts],
    }
  } catch (error) {
    if (error instanceof Refusal || (error instanceof Error && 'code' in error))
      throw new FileError('ballots', file, error)
    if (!(error instanceof AskedWrong)) throw error
    if (error.what === 'method') throw new UsageError(usage.method(methods))
    if (error.what === 'seats') throw new UsageError(usage.seats)
    const [setting, method] = error.names as [string, string]
    throw new UsageError(usage.misfit(flagOf(setting), method))
  }
}

/** Ballot files older than UTF-8 are about: their letters are Latin-1. */
function decode(bytes: Buffer): { text: string; latin: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), latin: false }
  } catch {
    return { text: bytes.toString('latin1'), latin: true }
  }
}

function told(answer: Answer | Recount, { language }: CountOptions): string {
  const w = countWords[language]
  if (answer.kind === 'recount') return page('', answer.tell(w))
  return page([printable(answer.name), w.methods[answer.method]].filter(Boolean).join(' — '), answer.tell(w))
}
