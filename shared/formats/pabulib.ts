// Participatory budgets as Pabulib keeps them (pabulib.org/format): .pb text to a typed value. What is wrong is refused
// with its line; what only contradicts itself, as a stated number of votes, is read and said (doubts).
import { compare, exact, type Rational, rational, zero } from '../counting/rational.ts'
import type { RefusalDetails } from '../refusal.ts'
import { pabulibVotes } from './pabulib-count.ts'
import { readRows } from './pabulib-rows.ts'
import { type Section, split, type Title, wrong } from './pabulib-sections.ts'

export const pabulibVoteTypes = ['approval', 'choose-1', 'ordinal', 'cumulative', 'scoring'] as const
const rules = [
  ...['greedy', 'greedy-no-skip', 'greedy-threshold', 'greedy-exclusive', 'greedy-custom', 'unknown'],
  ...['equalshares', 'equalshares/add1', 'equalshares-comparison', 'equalshares/add1-comparison'],
]

interface PabulibProject {
  id: string
  cost: Rational
  /** Empty where the file has none. */
  name: string
  /** 1 won, 0 lost, more: as the file's comment says; null where the file does not say. */
  selected: number | null
  /** Other columns. */
  more: Map<string, string>
}

export interface PabulibVote {
  voter: string
  /** Project ids; the most liked first where the vote type is ordinal. */
  vote: string[]
  /** For each of these, where the vote type is cumulative or scoring. */
  points: Rational[] | null
  more: Map<string, string>
}

export interface Pabulib {
  budget: Rational
  voteType: (typeof pabulibVoteTypes)[number]
  rule: string
  /** Other keys. */
  meta: Map<string, string>
  projects: PabulibProject[]
  votes: PabulibVote[]
  /** Where the file contradicts its own votes: what is counted here (`expected`) and what it says (`got`). */
  doubts: RefusalDetails[]
}

/** Refuses `invalid` with the line, the section and column, what was expected there and what was found. */
export function parsePabulib(text: string): Pabulib {
  const sections = split(readRows(text))
  const { meta, line } = readMeta(sections.META)
  const take = (key: string) => {
    const value = meta.get(key)
    if (value === undefined || value === '') throw wrong(line(key), `META.${key}`, { what: 'present' })
    meta.delete(key)
    return value
  }
  const pick = <T extends string>(key: string, of: readonly T[]): T => {
    const value = take(key)
    const found = of.find((one) => one === value)
    if (!found) throw wrong(line(key), `META.${key}`, { what: 'one-of', of }, value)
    return found
  }
  const budget = amount(line('budget'), 'META.budget', take('budget'))
  const voteType = pick('vote_type', pabulibVoteTypes)
  const rule = pick('rule', rules)
  for (const key of ['max_length', 'default_score', 'min_project_score_threshold'])
    if (meta.get(key)) number(line(key), `META.${key}`, meta.get(key)!)
  const { projects, stated } = readProjects(sections.PROJECTS)
  const longest = voteType === 'ordinal' ? Number(meta.get('max_length') || projects.length) : projects.length
  const votes = readVotes(sections.VOTES, voteType, new Set(projects.map(({ id }) => id)), longest)
  for (const [key, { length }] of [
    ['num_projects', projects],
    ['num_votes', votes],
  ] as const) {
    const said = meta.get(key)
    if (said && said !== String(length)) throw wrong(line(key), `META.${key}`, { what: 'exactly', limit: length }, said)
    meta.delete(key)
  }
  const file: Pabulib = { budget, voteType, rule, meta, projects, votes, doubts: [] }
  const counted = pabulibVotes(file)
  for (const { line, id, column, said } of stated) {
    const limit = counted[column].get(id)!
    if (compare(said, limit) !== 0)
      file.doubts.push({
        ...{ line, field: `PROJECTS.${column}`, got: String(exact(said)) },
        expected: { what: 'exactly', limit: Number(exact(limit)) },
      })
  }
  return file
}

function readMeta({ line, header, rows }: Section) {
  if (header.slice(0, 2).join(';').toLowerCase() !== 'key;value')
    throw wrong(line + 1, 'META', { what: 'one-of', of: ['key;value'] }, header.join(';'))
  const meta = new Map<string, string>()
  const lines = new Map<string, number>()
  for (const { line, cells } of rows) {
    const key = cells[0]!.trim()
    if (key === '') throw wrong(line, 'META', { what: 'not-blank' })
    if (meta.has(key)) throw wrong(line, `META.${key}`, { what: 'different' }, key)
    meta.set(key, cells[1]!)
    lines.set(key, line)
  }
  return { meta, line: (key: string) => lines.get(key) ?? line }
}

/** The cells of a row by column. A column taken is gone, so that the others remain. */
function columns(title: Title, { line, header, rows }: Section, needed: readonly string[]) {
  for (const name of needed) if (!header.includes(name)) throw wrong(line + 1, `${title}.${name}`, { what: 'present' })
  return rows.map(({ line, cells }) => {
    const more = new Map(header.map((name, at) => [name, cells[at]!]))
    const take = (name: string) => {
      const cell = more.get(name) ?? ''
      more.delete(name)
      return cell
    }
    return { line, more, take }
  })
}

function readProjects(section: Section) {
  const seenIds = new Set<string>()
  const stated: { line: number; id: string; column: 'votes' | 'score'; said: Rational }[] = []
  const projects = columns('PROJECTS', section, ['project_id', 'cost']).map(({ line, more, take }): PabulibProject => {
    const id = take('project_id').trim()
    if (id === '' || id.includes(',')) throw wrong(line, 'PROJECTS.project_id', { what: 'not-blank' }, id)
    if (seenIds.has(id)) throw wrong(line, 'PROJECTS.project_id', { what: 'different' }, id)
    seenIds.add(id)
    const cost = amount(line, 'PROJECTS.cost', take('cost'))
    for (const column of ['votes', 'score'] as const) {
      const said = take(column).trim()
      if (said !== '') stated.push({ line, id, column, said: number(line, `PROJECTS.${column}`, said) })
    }
    const selected = take('selected').trim()
    if (!/^\d{0,3}$/.test(selected)) throw wrong(line, 'PROJECTS.selected', { what: 'whole' }, selected)
    return { id, cost, name: take('name'), selected: selected === '' ? null : Number(selected), more }
  })
  return { projects, stated }
}

function readVotes(section: Section, type: Pabulib['voteType'], known: ReadonlySet<string>, longest: number) {
  const seenVoters = new Set<string>()
  const scored = type === 'cumulative' || type === 'scoring'
  return columns('VOTES', section, ['voter_id', 'vote', ...(scored ? ['points'] : [])]).map(
    ({ line, more, take }): PabulibVote => {
      const voter = take('voter_id').trim()
      if (voter === '') throw wrong(line, 'VOTES.voter_id', { what: 'not-blank' })
      if (seenVoters.has(voter)) throw wrong(line, 'VOTES.voter_id', { what: 'different' }, voter)
      seenVoters.add(voter)
      const vote = list(take('vote'))
      const unknown = vote.find((id) => !known.has(id))
      if (unknown !== undefined) throw wrong(line, 'VOTES.vote', { what: 'listed' }, unknown)
      if (new Set(vote).size < vote.length) throw wrong(line, 'VOTES.vote', { what: 'different' }, vote.join(','))
      if (type === 'choose-1' && vote.length !== 1)
        throw wrong(line, 'VOTES.vote', { what: 'exactly', limit: 1 }, vote.join(','))
      if (vote.length > longest) throw wrong(line, 'VOTES.vote', { what: 'shorter', limit: longest }, vote.join(','))
      if (!scored) return { voter, vote, points: null, more }
      const points = list(take('points')).map((text) => number(line, 'VOTES.points', text))
      if (points.length !== vote.length)
        throw wrong(line, 'VOTES.points', { what: 'exactly', limit: vote.length }, String(points.length))
      if (type === 'cumulative' && points.some(({ n }) => n < 0n))
        throw wrong(line, 'VOTES.points', { what: 'at-least', limit: 0 }, points.map(exact).join(','))
      return { voter, vote, points, more }
    },
  )
}

const list = (text: string) => (text.trim() === '' ? [] : text.split(',').map((part) => part.trim()))

function number(line: number, field: string, text: string): Rational {
  const value = /^[+-]?\d+(\.\d+)?$/.test(text.trim()) ? rational(text) : null
  if (!value) throw wrong(line, field, { what: 'number' }, text)
  return value
}

/** Money: a decimal from zero up. */
function amount(line: number, field: string, text: string): Rational {
  const value = number(line, field, text)
  if (compare(value, zero) < 0) throw wrong(line, field, { what: 'at-least', limit: 0 }, text)
  return value
}
