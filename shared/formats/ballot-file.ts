// The JSON ballot file: one count with its method, options and ballots in one document, read and written.
import type { Project } from '../counting/greedy.ts'
import type { MotionCounts } from '../counting/motion.ts'
import { exact, one, plus, type Rational, zero } from '../counting/rational.ts'
import { type BallotFile, type Ballots, forms, type Grades, type Method, methods } from './ballots.ts'
import { readJson, withLines } from './json.ts'
import { motionCountFields, motionCounts } from './motion-rule.ts'
import { exactNumber, group, list, oneOf, text, wrong } from './reading.ts'

/** What the answers of a case stand under; a count does not look at them. */
const ignored = ['expected', 'verified']
const common = ['name', 'source', 'note', 'method', 'options', ...ignored]
const own: Record<(typeof forms)[Method], string[]> = {
  motion: ['counts', 'ballots'],
  marks: ['candidates', 'ballots'],
  grades: ['candidates', 'ballots'],
  ranks: ['candidates', 'ballots', 'matrix'],
  budget: ['projects', 'ballots', 'budget'],
}

/** Reads a file; `method` is what the command line says, which goes before the file. Refuses `invalid` with line and field. */
export function parseBallotFile(file: string, method?: Method): BallotFile {
  const source = readJson(file)
  return withLines(source, () => ballotFile(source.value, method))
}

/** Reads the parsed document. Refuses `invalid` with the field. */
export function ballotFile(value: unknown, asked?: Method): BallotFile {
  const fields = group(value, '')
  const said = (name: string) => (fields.has(name) ? text(fields.get(name), name) : '')
  const method = asked ?? oneOf(fields.get('method'), 'method', methods)
  const options = group(fields.get('options') ?? {}, 'options')
  const known = [...common, ...own[forms[method]]]
  return {
    name: said('name'),
    source: said('source'),
    note: said('note'),
    ...ballots(method, fields, options),
    options,
    unread: [...fields.keys()].filter((name) => !known.includes(name)),
  }
}

function ballots(method: Method, fields: Map<string, unknown>, options: Map<string, unknown>): Ballots {
  const papers = () => list(fields.get('ballots'), 'ballots').map(weighed)
  switch (method) {
    case 'motion':
      return { method, counts: motionVotes(fields, options.get('kr_members')) }
    case 'plurality':
    case 'approval':
      return {
        method,
        candidates: candidates(fields),
        ballots: papers().map(({ weight, of, at }) => ({ weight, marks: marks(of, at) })),
      }
    case 'points':
    case 'rating':
      return {
        method,
        candidates: candidates(fields),
        ballots: papers().map(({ weight, of, at }) => ({ weight, marks: grades(of, at) })),
      }
    case 'greedy_pb':
    case 'equal_shares':
      return { method, ...budget(fields, papers()) }
    default: {
      const names = candidates(fields)
      if (fields.has('matrix'))
        return { method, candidates: names, ballots: [], matrix: matrix(fields.get('matrix'), names.length) }
      return {
        method,
        candidates: names,
        ballots: papers().map(({ weight, of, at }) => ({ weight, ranks: ranks(of, at) })),
      }
    }
  }
}

interface Paper {
  weight: Rational
  of: unknown
  at: string
}

/** `[weight, what stands on the ballot]`. */
function weighed(value: unknown, index: number): Paper {
  const at = `ballots[${index}]`
  const paper = list(value, at)
  if (paper.length !== 2) throw wrong(at, { what: paper.length < 2 ? 'longer' : 'shorter', limit: 2 }, value)
  return { weight: exactNumber(paper[0], `${at}[0]`), of: paper[1], at: `${at}[1]` }
}

function candidates(fields: Map<string, unknown>): string[] {
  return different(
    list(fields.get('candidates'), 'candidates').map((name, index) => text(name, `candidates[${index}]`)),
    (index) => `candidates[${index}]`,
  )
}

function different(names: string[], field: (index: number) => string): string[] {
  const seen = new Set<string>()
  names.forEach((name, index) => {
    if (name.trim() === '') throw wrong(field(index), 'not-blank', name)
    if (seen.has(name)) throw wrong(field(index), 'different', name)
    seen.add(name)
  })
  return names
}

const ids = (value: unknown, at: string) => list(value, at).map((id, index) => text(id, `${at}[${index}]`))

/** One id or a list of them; none is a blank ballot. */
const marks = (value: unknown, at: string): string[] => (typeof value === 'string' ? [value] : ids(value ?? [], at))

const ranks = (value: unknown, at: string): string[][] =>
  list(value, at).map((rank, index) => marks(rank, `${at}[${index}]`))

/** Points or grades by id, null for no opinion. */
const grades = (value: unknown, at: string, least: Rational | null = null): Map<string, Rational | null> =>
  new Map(
    [...group(value, at)].map(([id, grade]) => [id, grade === null ? null : exactNumber(grade, `${at}.${id}`, least)]),
  )

function matrix(value: unknown, size: number): Rational[][] {
  const square = (line: readonly unknown[], at: string) => {
    if (line.length !== size) throw wrong(at, { what: line.length < size ? 'longer' : 'shorter', limit: size }, line)
    return line
  }
  return square(list(value, 'matrix'), 'matrix').map((row, a) =>
    square(list(row, `matrix[${a}]`), `matrix[${a}]`).map((cell, b) => exactNumber(cell, `matrix[${a}][${b}]`)),
  )
}

/** Counts as they are given, or ballots that say yes, no, abstain or invalid. */
function motionVotes(fields: Map<string, unknown>, members: unknown): MotionCounts {
  if (!fields.has('ballots')) return motionCounts(fields.get('counts'), members)
  const given = group(fields.get('counts') ?? {}, 'counts')
  const sides = ['yes', 'no', 'abstain', 'invalid']
  for (const side of sides) if (given.has(side)) throw wrong(`counts.${side}`, 'known', given.get(side))
  const votes = new Map<string, Rational>()
  list(fields.get('ballots'), 'ballots')
    .map(weighed)
    .forEach(({ weight, of, at }) => {
      const side = oneOf(of, at, sides)
      votes.set(side, plus(votes.get(side) ?? zero, weight))
    })
  return motionCounts(
    Object.fromEntries([...given, ...[...votes].map(([side, weight]) => [side, exact(weight)] as const)]),
    members,
  )
}

function budget(fields: Map<string, unknown>, papers: Paper[]) {
  const projects = list(fields.get('projects'), 'projects').map((value, index): Project => {
    const at = `projects[${index}]`
    const [id, cost] = list(value, at)
    return { id: text(id, `${at}[0]`), cost: exactNumber(cost, `${at}[1]`) }
  })
  different(
    projects.map(({ id }) => id),
    (index) => `projects[${index}][0]`,
  )
  const pointed = papers.some(({ of }) => !Array.isArray(of) && typeof of !== 'string')
  const ballots = papers.map(({ weight, of, at }) => {
    if (!pointed) return { weight, marks: new Map(marks(of, at).map((id) => [id, one])) }
    return { weight, marks: new Map([...grades(of, at, zero)].map(([id, points]) => [id, points ?? zero])) }
  })
  return { projects, budget: exactNumber(fields.get('budget'), 'budget'), ballots, pointed }
}

/** Writes a file: `parseBallotFile(writeBallotFile(f))` equals `f`. */
export function writeBallotFile(file: BallotFile): string {
  const { name, source, note, method, options } = file
  const head = Object.fromEntries(
    [
      ['name', name],
      ['source', source],
      ['note', note],
    ].filter(([, said]) => said !== ''),
  )
  return `${JSON.stringify({ ...head, method, ...contents(file), options: Object.fromEntries(options) })}\n`
}

function contents(file: Ballots): Record<string, unknown> {
  const graded = (marks: Grades) => Object.fromEntries([...marks].map(([id, grade]) => [id, grade && exact(grade)]))
  switch (file.method) {
    case 'motion':
      return { counts: motionCountFields(file.counts) }
    case 'plurality':
    case 'approval':
      return { candidates: file.candidates, ballots: file.ballots.map(({ weight, marks }) => [exact(weight), marks]) }
    case 'points':
    case 'rating':
      return {
        candidates: file.candidates,
        ballots: file.ballots.map(({ weight, marks }) => [exact(weight), graded(marks)]),
      }
    case 'greedy_pb':
    case 'equal_shares':
      return {
        projects: file.projects.map(({ id, cost }) => [id, exact(cost)]),
        budget: exact(file.budget),
        ballots: file.ballots.map(({ weight, marks }) => [
          exact(weight),
          file.pointed ? graded(marks) : [...marks.keys()],
        ]),
      }
    default:
      if (file.matrix) return { candidates: file.candidates, matrix: file.matrix.map((row) => row.map(exact)) }
      return { candidates: file.candidates, ballots: file.ballots.map(({ weight, ranks }) => [exact(weight), ranks]) }
  }
}
