// What a round froze when it opened (SPEC M28): the lot, drawn again, and the fingerprint of question, rule, groups and lot.
import { drawAgain } from './count/lot.ts'
import { list, oneOf, record, text } from './count/read.ts'
import { kindOf } from './count/round.ts'
import { readable } from './record.ts'
import { sha256 } from './sha256.ts'

type Fields = Record<string, unknown>

/** What a kind of question puts before its rule; `points` are decided like what a kind counts by itself. */
type Sort = 'division' | 'contest' | 'counted' | 'points' | null

function sortOf(question: Fields): Sort {
  const { decision } = kindOf({ question }).count([], { lot: null, edits: null })
  return decision?.type === 'contest' && decision.points ? 'points' : (decision?.type ?? null)
}

/** The rule a kind is decided by where nothing else is said. */
function usualRule(sort: Sort): Fields {
  const plain = {
    ...{ majority: 'none', fraction: null, atLeast: false, base: 'valid', also: [], unit: 'weight' },
    ...{ abstentions: 'apart', members: null, quorum: null, tie: 'reported', eachGroup: false },
  }
  if (sort === null) return plain
  if (sort === 'division') return { ...plain, majority: 'simple', fraction: '1/2' }
  return { ...plain, majority: sort === 'counted' ? 'method' : 'most', base: 'cast' }
}

const quorum = (fraction: string, atLeast: boolean) => ({
  ...{ count: 'present', fraction, atLeast, number: null, unit: 'heads', open: 'warn' },
})
const present = { base: 'present', unit: 'heads' }

/** Rules by name, as agenda files say them: what each changes in the usual one. */
const presets: Record<string, Fields> = {
  'simple-majority': { fraction: '1/2', base: 'valid' },
  'absolute-majority': { fraction: '1/2', base: 'eligible', unit: 'heads' },
  'two-thirds': { fraction: '2/3', atLeast: true, base: 'valid' },
  'two-thirds-present': { fraction: '2/3', atLeast: true, ...present, quorum: quorum('2/3', true) },
  'korean-council': { fraction: '1/2', ...present, quorum: quorum('1/2', false), tie: 'rejected' },
  unanimity: { fraction: '1', atLeast: true, base: 'valid' },
  most: { fraction: null, base: 'cast' },
  'run-off': { fraction: '1/2', base: 'cast' },
  method: { fraction: null, base: 'cast' },
}
const fitting: Record<NonNullable<Sort>, string[]> = {
  division: ['simple-majority', 'absolute-majority', 'two-thirds', 'two-thirds-present', 'korean-council', 'unanimity'],
  contest: ['most', 'run-off', 'absolute-majority'],
  points: ['most'],
  counted: ['method'],
}

/** The rule as briefly as an agenda file can say it: the name, or the usual rule or a name, and what differs from it. */
function briefRule(rule: Fields, sort: Sort): unknown {
  if (sort === null) return undefined
  const ways = [null, ...fitting[sort]].map((preset) => {
    const start = { ...usualRule(sort), ...(preset !== null && presets[preset]) }
    const differ = Object.entries(rule).filter(
      ([key, value]) => key !== 'majority' && JSON.stringify(value) !== JSON.stringify(start[key]),
    )
    return { preset, differ }
  })
  const { preset, differ } = ways.reduce((best, way) => (way.differ.length < best.differ.length ? way : best))
  if (differ.length === 0) return preset ?? undefined
  return { ...(preset !== null && { preset }), ...Object.fromEntries(differ) }
}

const briefOptions = (options: unknown) =>
  list(options, 'config.options').map((option) => {
    const { title, description } = record(option, 'config.options')
    return description ? { title, description } : title
  })
const scale = ({ low, high, labels }: Fields) =>
  list(labels, 'config.labels').some(Boolean) ? { low, high, labels } : { low, high }

/** The settings of a kind as an agenda file says them; keys in the order in which they are written there. */
const settings: Record<string, (config: Fields) => Fields> = {
  motion: (config) => config,
  number: ({ low, high, step, unit }) => ({ low, high, step, unit }),
  text: ({ answers, length }) => ({ answers, length }),
  rating: ({ noOpinion, ...config }) => ({ ...scale(config), noOpinion }),
  grid: ({ statements, required, ...config }) => ({ statements: briefOptions(statements), ...scale(config), required }),
  quiz: ({ options, ...rest }) => ({ options: briefOptions(options), ...rest, answer: null }),
  budget({ options, currency, points, utility, completion, step, ...rest }) {
    const { budget, ballot, min, max, count } = rest
    return {
      projects: list(options, 'config.options').map((option) => {
        const { title, cost, description, picture } = record(option, 'config.options')
        return { title, cost, ...(description ? { description } : {}), ...(picture ? { picture } : {}) }
      }),
      budget,
      ...(currency ? { currency } : {}),
      ...{ ballot, min, max },
      ...(ballot === 'points' && { points }),
      count,
      ...(count !== 'greedy' && { utility, completion, step }),
    }
  },
}
const withOptions = ({ options, ...rest }: Fields): Fields => ({ options: briefOptions(options), ...rest })

/** Eight letters and digits of the hash of everything a round froze; the answer of a quiz is left out, as it could be guessed. */
export function fingerprintOf(question: Fields, rule: Fields, groups: unknown, lot: unknown): string {
  const { title, description, kind, config, visibility, secrecy, change, receipts, seconds } = question
  const decided = briefRule(rule, sortOf(question))
  const fields = {
    title,
    ...(description ? { description } : {}),
    kind,
    ...(settings[text(kind, 'kind')] ?? withOptions)(record(config, 'config')),
    ...(visibility !== 'reveal' && { visibility }),
    ...(secrecy !== 'anonymous' && { secrecy }),
    ...(!change && { change }),
    ...(receipts === true && { receipts }),
    ...(seconds !== null && { seconds }),
    ...(decided !== undefined && { rule: decided }),
  }
  return readable(sha256(JSON.stringify({ question: fields, rule, groups, lot })), 8)
}

/** The lot as it must have been drawn from its seed; null where there was nothing to draw for. */
export function lotOf(question: Fields, rule: Fields, lot: unknown): unknown {
  const sort = sortOf(question)
  const { sides } = kindOf({ question })
  if (sides.length === 0 || !(sort === 'counted' || rule['tie'] === 'lot')) return null
  const { seed, order, numbers } = drawAgain(record(lot, 'lot'), sides)!
  return { seed, order, numbers }
}

/** A question as early versions recorded it had no rule but that of its kind, and gave no receipts. */
export function completedQuestion(question: Fields): Fields {
  const { rule = usualRule(sortOf(question)), receipts = false } = question
  return { ...question, rule, receipts }
}

/** A rule of an early version said its majority only. */
export function completedRule(rule: Fields): Fields {
  oneOf(rule['majority'], 'rule.majority', ['simple', 'share', 'most', 'run-off', 'method', 'none'])
  return { ...usualRule(null), ...(rule['majority'] === 'simple' && { fraction: '1/2' }), ...rule }
}
