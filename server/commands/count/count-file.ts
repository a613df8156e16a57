// Counts one file: read, merged with what the command line asked for, and handed to its method.
import type { Ballots, Method } from '../../../shared/formats/ballots.ts'
import { Settings } from '../../../shared/formats/settings.ts'
import { Refusal, type RefusalDetails } from '../../../shared/refusal.ts'
import { countEqualShares, countGreedy } from './budget.ts'
import type { Counted } from './counted.ts'
import { type Recount, recount } from './export.ts'
import { countMotion } from './motion.ts'
import { countBorda, countIrv, countPairs } from './ranked.ts'
import { type Election, type Note, open } from './read.ts'
import { countMarks, countPoints, countRatings } from './scores.ts'
import { countStv } from './stv.ts'

/** What the command line says of the count; it goes before the file. */
export interface Asked {
  method?: Method
  /** Settings by their name in a ballot file. */
  settings: ReadonlyMap<string, unknown>
}

export interface Answer extends Counted {
  kind: 'count'
  name: string
  method: Method
  notes: Note[]
  doubts: RefusalDetails[]
}

/** The command line leaves out what the file does not say either, or says what means nothing to the method. */
export class AskedWrong extends Error {
  readonly what: 'method' | 'seats' | 'misfit'
  readonly names: string[]

  constructor(what: 'method' | 'seats' | 'misfit', names: string[] = []) {
    super(`${what} ${names.join(' ')}`)
    this.name = 'AskedWrong'
    this.what = what
    this.names = names
  }
}

/** Nothing is asked for beside what the record says. */
const asRecorded: Asked = { settings: new Map() }

/** Counts a file of any format by its text and name. Refuses `invalid` with line or field; throws `AskedWrong`. */
export function countFile(text: string, name: string, { method, settings }: Asked): Answer | Recount {
  const opened = open(text, name, method)
  if ('export' in opened) {
    const [first] = [...(method ? ['--method'] : []), ...settings.keys()]
    if (first !== undefined) throw new AskedWrong('misfit', [first, 'spotvote-export'])
    return recount(opened.export, (document) => countFile(JSON.stringify(document), 'round.json', asRecorded).result)
  }
  const { election, notes, doubts, seats } = opened
  if (!election) throw new AskedWrong('method')
  if (seats === 'unsaid' && election.method === 'stv' && !settings.has('seats')) throw new AskedWrong('seats')
  const options = new Settings(new Map([...election.options, ...settings]))
  const counted = within(() => count(election, options))
  const unread = options.unread()
  const misfit = unread.find((option) => settings.has(option))
  if (misfit !== undefined) throw new AskedWrong('misfit', [misfit, election.method])
  const unknown = strangers(election)
  return {
    kind: 'count',
    name: election.name,
    method: election.method,
    ...counted,
    notes: [
      ...notes,
      ...(unread.length > 0 ? [{ note: 'unread' as const, names: unread.map((option) => `options.${option}`) }] : []),
      ...(unknown.length > 0 ? [{ note: 'strangers' as const, names: unknown }] : []),
    ],
    doubts,
  }
}

/** Counts what was read by its method. */
function count(file: Ballots, settings: Settings): Counted {
  switch (file.method) {
    case 'motion':
      return countMotion(file.counts, settings)
    case 'plurality':
    case 'approval':
      return countMarks(file.method, file.candidates, file.ballots, settings)
    case 'points':
      return countPoints(file.candidates, file.ballots, settings)
    case 'rating':
      return countRatings(file.candidates, file.ballots, settings)
    case 'greedy_pb':
      return countGreedy(file, settings)
    case 'equal_shares':
      return countEqualShares(file, settings)
    case 'stv':
      return countStv(file.candidates, file.ballots, settings)
    default: {
      // One place: more can be asked for only where the method has them.
      settings.whole('seats', 1, 1)
      if (file.method === 'irv') return countIrv(file.candidates, file.ballots, settings)
      if (file.method === 'borda') return countBorda(file.candidates, file.ballots, settings)
      return countPairs(file.candidates, file.ballots, file.matrix, settings)
    }
  }
}

/** What the library can't add up exactly, as weights of a million decimals, is a fault of the file. */
function within<T>(count: () => T): T {
  try {
    return count()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Refusal('invalid', { field: 'ballots', got: error.message })
  }
}

/** Names on ballots and in settings that are no options. */
function strangers(election: Election): string[] {
  if (!('projects' in election || 'candidates' in election)) return []
  const known = new Set('projects' in election ? election.projects.map(({ id }) => id) : election.candidates)
  const found = new Set<string>()
  const look = (ids: Iterable<string>) => {
    for (const id of ids) if (!known.has(id)) found.add(id)
  }
  if ('projects' in election) for (const { marks } of election.ballots) look(marks.keys())
  else for (const ballot of election.ballots) if ('ranks' in ballot) for (const rank of ballot.ranks) look(rank)
  for (const name of ['order', 'lot', 'first_out', 'withdrawn']) {
    const listed = election.options.get(name)
    if (Array.isArray(listed)) look(listed.map(String))
  }
  return [...found]
}
