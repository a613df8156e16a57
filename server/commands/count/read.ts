// Recognises a file and makes one count of it, whatever its format: by the end of its name, else by how it begins.
import { type Rational, whole } from '../../../shared/counting/rational.ts'
import { ballotFile } from '../../../shared/formats/ballot-file.ts'
import { type BallotFile, type Ballots, forms, type Method } from '../../../shared/formats/ballots.ts'
import { parseBlt } from '../../../shared/formats/blt.ts'
import { readJson, type Source, withLines } from '../../../shared/formats/json.ts'
import { parsePabulib } from '../../../shared/formats/pabulib.ts'
import { pabulibBallots, pabulibMethod, pabulibProjects, pabulibVotes } from '../../../shared/formats/pabulib-count.ts'
import { type PreflibType, parsePreflib, preflibTypes } from '../../../shared/formats/preflib.ts'
import { parseScottish } from '../../../shared/formats/scottish.ts'
import { Refusal, type RefusalDetails } from '../../../shared/refusal.ts'

/** What somebody should know of a count that went well all the same. */
export interface Note {
  note: 'unread' | 'strangers' | 'unstated' | 'bytes'
  names: string[]
}

export type Election = Ballots & Pick<BallotFile, 'name' | 'options'>

interface Read {
  /** Null where neither the file nor the command line says how it is counted. */
  election: Election | null
  notes: Note[]
  /** Where the file contradicts its own votes. */
  doubts: RefusalDetails[]
  /** The format knows nothing of places. */
  seats?: 'unsaid'
}

export type Opened = Read | { export: Source }

type Format = PreflibType | 'blt' | 'csv' | 'pb' | 'json'

const begins: readonly (readonly [RegExp, Format])[] = [
  [/^\uFEFF?\s*\{/, 'json'],
  [/^\uFEFF?\s*META\b/, 'pb'],
  [/^\uFEFF?\s*#.*[\r\n][\s\S]*NUMBER ALTERNATIVES/, 'toi'],
  [/^\uFEFF?\s*\d+\s*,\s*\d+\s*,/, 'csv'],
  [/^\uFEFF?\s*\d+[ \t]+\d+\s/, 'blt'],
]

const known: readonly Format[] = [...preflibTypes, 'blt', 'csv', 'pb', 'json']

function formatOf(text: string, name: string): Format {
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase()
  const format = known.find((one) => one === extension) ?? begins.find(([pattern]) => pattern.test(text))?.[1]
  if (format) return format
  throw new Refusal('invalid', { line: 1, expected: { what: 'one-of', of: known.map((one) => `.${one}`) } })
}

/** Reads a file; `asked` is the method of the command line. Refuses `invalid` with the line. */
export function open(text: string, name: string, asked: Method | undefined): Opened {
  const format = formatOf(text, name)
  if (format === 'json') return json(readJson(text), asked)
  if (format === 'pb') return pabulib(text, asked)
  if (format === 'blt') return blt(text, asked ?? 'stv')
  if (format === 'csv') return scottish(text, asked ?? 'stv')
  return preflib(text, format, asked)
}

function json(source: Source, asked: Method | undefined): Opened {
  const { value } = source
  if (typeof value === 'object' && value !== null && 'format' in value && value.format === 'spotvote-export')
    return { export: source }
  const file = withLines(source, () => ballotFile(value, asked))
  const notes: Note[] = file.unread.length > 0 ? [{ note: 'unread', names: file.unread }] : []
  return { election: file, notes, doubts: [] }
}

function preflib(text: string, type: PreflibType, asked: Method | undefined): Read {
  const { alternatives, orders, metadata, unstated } = parsePreflib(text, type)
  const ballots = orders.map(({ count, ranks }) => ({ weight: whole(count), ranks }))
  const notes: Note[] = unstated.length > 0 ? [{ note: 'unstated', names: unstated }] : []
  return {
    election: asked ? election(asked, metadata.get('TITLE') ?? '', alternatives, ballots) : null,
    notes,
    doubts: [],
    seats: 'unsaid',
  }
}

function blt(text: string, method: Method): Read {
  const { title, candidates, ballots, seats, withdrawn, tie } = parseBlt(text)
  const names = (places: readonly number[]) => places.map((place) => candidates[place]!)
  const options = {
    seats,
    ...(withdrawn.length > 0 && { withdrawn: names(withdrawn) }),
    // The first one named is the first to go, and of a lot the last one goes first.
    ...(tie && { lot: names(tie).reverse() }),
  }
  return { election: election(method, title, candidates, ballots, options), notes: [], doubts: [] }
}

function scottish(text: string, method: Method): Read {
  const { ward, candidates, ballots, seats } = parseScottish(text)
  const names = candidates.map(({ name }) => name)
  const papers = ballots.map(({ count, order }) => ({ weight: whole(count), ranks: order.map((place) => [place]) }))
  return { election: election(method, ward, names, papers, { seats }), notes: [], doubts: [] }
}

/** Ranked ballots by name. A method of marks takes the first rank of each; what only STV knows is for STV. */
function election(
  method: Method,
  name: string,
  candidates: string[],
  places: readonly { weight: Rational; ranks: readonly (readonly number[])[] }[],
  { seats, withdrawn = [], lot }: { seats?: number; withdrawn?: string[]; lot?: string[] } = {},
): Election {
  const several = seats !== undefined && !['borda', 'condorcet', 'schulze', 'irv'].includes(method) ? { seats } : {}
  const only = { ...(withdrawn.length > 0 && { withdrawn }), ...(lot && { lot }) }
  const drawn = lot && method === 'irv' ? { lot } : {}
  const options = new Map<string, unknown>(Object.entries({ ...several, ...(method === 'stv' ? only : drawn) }))
  const standing = method === 'stv' ? candidates : candidates.filter((id) => !withdrawn.includes(id))
  const ballots = places.map(({ weight, ranks }) => {
    const ids = ranks.map((rank) => rank.map((place) => candidates[place]!))
    if (method === 'stv' || withdrawn.length === 0) return { weight, ranks: ids }
    const left = ids.map((rank) => rank.filter((id) => standing.includes(id)))
    return { weight, ranks: left.filter((rank, index) => rank.length > 0 || ids[index]!.length === 0) }
  })
  if (method === 'plurality' || method === 'approval') {
    const marked = ballots.map(({ weight, ranks }) => ({ weight, marks: ranks.find((rank) => rank.length > 0) ?? [] }))
    return { name, method, candidates: standing, ballots: marked, options }
  }
  if (method !== 'stv' && method !== 'irv' && method !== 'borda' && method !== 'condorcet' && method !== 'schulze')
    throw new Refusal('invalid', {
      field: '--method',
      expected: { what: 'one-of', of: ['plurality', 'approval', ...ranked] },
      got: method,
    })
  return { name, method, candidates: standing, ballots, options }
}

const ranked = Object.entries(forms).flatMap(([method, form]) => (form === 'ranks' ? [method] : []))

function pabulib(text: string, asked: Method | undefined): Read {
  const file = parsePabulib(text)
  const said = pabulibMethod(file)
  const method = asked ?? (said && (said.method === 'greedy' ? 'greedy_pb' : 'equal_shares'))
  const read = { notes: [], doubts: file.doubts }
  if (!method) return { ...read, election: null }
  if (method !== 'greedy_pb' && method !== 'equal_shares')
    throw new Refusal('invalid', {
      field: '--method',
      expected: { what: 'one-of', of: ['greedy_pb', 'equal_shares'] },
      got: method,
    })
  const threshold = file.meta.get('min_project_score_threshold')
  const rule = said?.method === 'greedy' ? said.options.rule : undefined
  const { completion = undefined, allowZero = undefined } = said?.method === 'equal-shares' ? said.options : {}
  const options = method === 'greedy_pb' ? { threshold, rule } : { completion, allow_zero: allowZero }
  return {
    ...read,
    election: {
      name: file.meta.get('description') ?? '',
      method,
      projects: pabulibProjects(file),
      budget: file.budget,
      ballots: pabulibBallots(file),
      pointed: file.voteType !== 'approval' && file.voteType !== 'choose-1',
      votes: pabulibVotes(file).votes,
      options: new Map(Object.entries(options).filter(([, value]) => value !== undefined)),
    },
  }
}
