// A ballot file of others as an item of an agenda: its options and rules, without its votes.
import { type Rational, rational } from '../counting/rational.ts'
import { Refusal } from '../refusal.ts'
import { type Pabulib, parsePabulib } from './pabulib.ts'
import { pabulibMethod, pabulibProjects } from './pabulib-count.ts'
import { type PreflibType, parsePreflib, preflibTypes } from './preflib.ts'

/** Ends of names of files that can be imported. */
export const importable = ['.pb', ...preflibTypes.map((type) => `.${type}`)]

/** The item as an agenda file says it; `question` says whether all of it fits. Refuses `invalid`, with the line where there is one. */
export function importItem(text: string, file: string): Record<string, unknown> {
  const [, name = file, end = ''] = /^(.*)\.(\w+)$/.exec(file) ?? []
  if (end.toLowerCase() === 'pb') return budgetItem(parsePabulib(text), name)
  const type = preflibTypes.find((type) => type === end.toLowerCase())
  if (!type) throw new Refusal('invalid', { field: 'file', expected: { what: 'one-of', of: importable }, got: file })
  return rankingItem(text, type, name)
}

function rankingItem(text: string, type: PreflibType, name: string): Record<string, unknown> {
  const { alternatives, metadata } = parsePreflib(text, type)
  return { title: shortened(metadata.get('TITLE') || name, 300), kind: 'ranking', options: different(alternatives) }
}

/** A project that is free or was withdrawn is not put to the vote. */
function budgetItem(file: Pabulib, name: string): Record<string, unknown> {
  const { meta, voteType } = file
  const withdrawn = new Set(pabulibProjects(file).flatMap(({ id, withdrawn }) => (withdrawn ? [id] : [])))
  const projects = file.projects.filter(({ id, cost }) => cost.n > 0n && !withdrawn.has(id))
  const titles = different(projects.map(({ id, name }) => name.trim() || id))
  const limit = (key: string) => Number(meta.get(key)) || undefined
  const within = (limit: number | undefined) => limit && Math.min(Math.trunc(limit), projects.length)
  const scored = voteType === 'cumulative' || voteType === 'scoring'
  const knapsack = rational(meta.get('max_sum_cost') ?? null)
  return present({
    title: shortened(meta.get('description')?.trim() || name, 300),
    kind: 'budget',
    projects: projects.map(({ cost }, index) => ({ title: titles[index], cost: units('PROJECTS.cost', cost) })),
    budget: units('META.budget', file.budget),
    currency: meta.get('currency')?.slice(0, 20),
    ballot: scored ? 'points' : knapsack && knapsack.n <= file.budget.n * knapsack.d ? 'knapsack' : 'approval',
    ...{ min: within(limit('min_length')), max: voteType === 'choose-1' ? 1 : within(limit('max_length')) },
    points: scored ? Math.min(1000, limit('max_sum_points') ?? 100) : undefined,
    ...counted(file),
  })
}

function counted(file: Pabulib): Record<string, unknown> {
  const method = pabulibMethod(file)
  if (method?.method !== 'equal-shares') return { count: 'greedy' }
  return { count: 'equal-shares', completion: method.options.completion ?? 'none' }
}

/** Whole currency units: a ballot paper shows no others. */
function units(field: string, { n, d }: Rational): number {
  if (d === 1n) return Number(n)
  throw new Refusal('invalid', { field, expected: { what: 'whole' }, got: `${n}/${d}` })
}

/** Titles of an item differ: of equal ones, all but the first carry their number. */
const different = (titles: readonly string[]) =>
  titles.map((title, index) => {
    const line = shortened(title.replace(/\s+/g, ' '), 190)
    const before = titles.slice(0, index).filter((other) => shortened(other.replace(/\s+/g, ' '), 190) === line).length
    return before === 0 ? line : `${line} (${before + 1})`
  })

const shortened = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)

const present = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''))
