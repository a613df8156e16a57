// What of a round has to fit together beside the count itself: how many voted and what they weigh, the groups, the lot, the
// receipts and the names. Each is looked at for itself, so that one that is wrong hides no other.
import { type Difference, differences } from './compare.ts'
import { heads, type Paper, sum, weight } from './kind.ts'
import { quorum } from './quorum.ts'
import { list, Misfit, record, text } from './read.ts'
import { type Facts, readRound } from './round.ts'
import type { Group } from './turnout.ts'

type Fields = Record<string, unknown>
type Check = (facts: Facts, round: Fields, counted: Fields) => Difference[]

/** `round`: as `compareRound` gets it. Throws where it cannot be read. */
export function checks(round: unknown): (() => Difference[])[] {
  const fields = record(round, 'round')
  const counted = record(fields['counted'], 'counted')
  const facts = readRound(round)
  return all.map((check) => () => check(facts, fields, counted))
}

/** As many ballots and as much weight as the profile has; as many voters as ballots. */
const totals: Check = ({ papers }, { turnout }, { ballots, weight: weighed, voted }) => [
  ...differences('counted.ballots', ballots, heads(papers)),
  ...differences('counted.weight', weighed, weight(papers)),
  ...differences('turnout.voted', record(turnout, 'turnout')['voted'], heads(papers)),
  ...differences('counted.voted.length', list(voted, 'counted.voted').length, heads(papers)),
  ...inOrder('counted.voted', list(voted, 'counted.voted')),
]

/** Every ballot weighs what its group weighs; without groups, one. */
const weights: Check = ({ papers, turnout: { groups, voted } }) => {
  const each = groups?.map((group) => group.weight) ?? [1]
  const [least, most] = [Math.min(...each), Math.max(...each)]
  const wrong = papers.flatMap(({ count, weight }, n) => {
    if (weight >= count * least && weight <= count * most) return []
    const counted = least === most ? count * least : `from ${count * least} to ${count * most}`
    return [{ path: `counted.profile[${n}].weight`, recorded: weight, counted }]
  })
  if (!groups) return wrong
  const by = (of: (group: Group) => number) => sum(groups.map(of))
  return [
    ...wrong,
    ...differences(
      'turnout.groups',
      by((group) => group.voted),
      voted,
    ),
    ...differences(
      'counted.weight',
      weight(papers),
      by((group) => group.voted * group.weight),
    ),
  ]
}

/** The votes of the groups are the votes of the whole, but for groups too small to tell. */
const groups: Check = ({ papers, apart, turnout, rule }, _, { groups: told, small }) => {
  // Without a quorum no group decided anything.
  const cast = { heads: heads(papers), weight: weight(papers) }
  const undecided = rule.quorum !== null && !quorum(rule.quorum, turnout, rule.members, cast).met
  const of = rule.eachGroup ? (turnout.groups ?? []) : []
  const voting = of.filter(({ voted }) => voted > 0).map(({ id }) => id)
  const names = apart.map(({ group }) => group)
  const few = apart.some(({ met }) => met !== null)
  return [
    ...differences('counted.groups', names.toSorted(), voting.toSorted()),
    ...inOrder(
      'counted.groups',
      list(told ?? [], 'counted.groups').map((each) => record(each, 'counted.groups')['group']),
    ),
    ...inOrder(
      'counted.small',
      list(small ?? [], 'counted.small').map((each) => record(each, 'counted.small')['group']),
    ),
    ...apart.flatMap(({ group, papers: own, met }) => {
      const size = of.find(({ id }) => id === group)
      if (met) return differences(`counted.small.${group}.met.length`, met.length, undecided ? 0 : rule.shares.length)
      return [
        ...differences(`counted.groups.${group}.count`, heads(own), size?.voted),
        ...own.flatMap(({ key, count, weight }) =>
          differences(`counted.groups.${group}.${key}.weight`, weight, count * (size?.weight ?? 1)),
        ),
      ]
    }),
    ...(names.length === 0
      ? []
      : papers.flatMap((paper) =>
          wholeOf(
            paper,
            apart.flatMap((each) => each.papers),
            few,
          ),
        )),
  ]
}

function wholeOf({ key, count, weight: weighed }: Paper, parts: readonly Paper[], few: boolean): Difference[] {
  const own = parts.filter((part) => part.key === key)
  if (few && heads(own) <= count && weight(own) <= weighed) return []
  return [
    ...differences(`counted.groups.${key}.count`, heads(own), count),
    ...differences(`counted.groups.${key}.weight`, weight(own), weighed),
  ]
}

/** No vote of a group that the whole does not have. */
const strays: Check = ({ papers, apart }) =>
  apart.flatMap(({ group, papers: own }) =>
    own.flatMap(({ key }) =>
      papers.some((paper) => paper.key === key)
        ? []
        : [{ path: `counted.groups.${group}`, recorded: key, counted: null }],
    ),
  )

/** A lot was drawn where one may be needed, as its seed says. */
const lots: Check = ({ kind, rule, lot }, round) => {
  const { decision } = kind.count([], { lot: null, edits: null })
  const wanted = kind.sides.length > 0 && decision !== null && (decision.type === 'counted' || rule.tie === 'lot')
  if (!wanted || !lot) return differences('lot', round['lot'] === null, !wanted)
  return differences('lot', round['lot'], { seed: lot.seed, order: lot.order, numbers: lot.numbers })
}

/** As many receipts for each vote as there are votes, each code once. */
const receipts: Check = ({ papers }, _, { receipts: value }) => {
  if (value === null || value === undefined) return []
  const all = list(value, 'counted.receipts').map((each, n) => {
    const { code, key } = record(each, `counted.receipts[${n}]`)
    return { code: text(code, `counted.receipts[${n}].code`), key: text(key, `counted.receipts[${n}].key`) }
  })
  return [
    ...inOrder(
      'counted.receipts',
      all.map(({ code }) => code),
    ),
    ...matches(
      'counted.receipts',
      all.map(({ key }) => key),
      papers,
    ),
  ]
}

/** In a named round the votes of the names are the votes that were counted. */
const names: Check = ({ kind, papers }, round, { named, voted }) => {
  const question = record(round['question'], 'question')
  if (question['secrecy'] !== 'named') return differences('counted.named', named, null)
  const all = list(named, 'counted.named').map((each, n) => {
    const path = `counted.named[${n}]`
    const { voter, vote } = record(each, path)
    const key = kind.key(vote)
    if (key === null) throw new Misfit(`${path}.vote`, vote, 'a vote that fits the settings')
    return { voter, key }
  })
  return [
    ...differences(
      'counted.named',
      all.map(({ voter }) => voter),
      voted,
    ),
    ...matches(
      'counted.named',
      all.map(({ key }) => key),
      papers,
    ),
  ]
}

const all = [totals, weights, groups, strays, lots, receipts, names]

/** Texts that are all different and stand in the order of their code units. */
function inOrder(path: string, texts: readonly unknown[]): Difference[] {
  const wrong = texts.findIndex((one, n) => n > 0 && String(one) <= String(texts[n - 1]))
  return wrong < 0
    ? []
    : [{ path: `${path}[${wrong}]`, recorded: texts[wrong], counted: 'one after the one before it' }]
}

/** As many of each key as the profile has. */
function matches(path: string, keys: readonly string[], papers: readonly Paper[]): Difference[] {
  const counts = new Map(papers.map(({ key }) => [key, 0]))
  const stray = keys.find((key) => !counts.has(key))
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [
    ...(stray === undefined ? [] : [{ path, recorded: stray, counted: null }]),
    ...papers.flatMap(({ key, count }) => differences(`${path}.${key}`, counts.get(key), count)),
  ]
}
