// One round of an export, read into what a count needs of it.

import type { Apart } from './division.ts'
import type { Kind, Paper } from './kind.ts'
import { kinds } from './kinds.ts'
import { drawAgain, type Lot } from './lot.ts'
import { readPapers } from './papers.ts'
import { list, Misfit, orNull, record, text, yesNo } from './read.ts'
import { type Rule, readRule } from './rule.ts'
import { readTurnout, type Turnout } from './turnout.ts'

export interface Facts {
  kind: Kind
  papers: Paper[]
  /** Where it is decided group by group; groups without votes are left out. */
  apart: Apart[]
  turnout: Turnout
  rule: Rule
  /** The casting vote. */
  chair: string | null
  /** Drawn again. */
  lot: Lot | null
  edits: unknown
}

export function kindOf(round: unknown): Kind {
  const { kind: name, config } = record(record(round, 'round')['question'], 'question')
  const kind = kinds.get(text(name, 'question.kind'))
  if (!kind) throw new Misfit('question.kind', name, `one of ${[...kinds.keys()].join(', ')}`)
  return kind(config)
}

export function readRound(value: unknown): Facts {
  const round = record(value, 'round')
  const counted = record(round['counted'], 'counted')
  const kind = kindOf(round)
  return {
    kind,
    papers: readPapers(counted['profile'], 'counted.profile', kind),
    apart: [...readGroups(counted['groups'], kind), ...readSmall(counted['small'])],
    turnout: readTurnout(round['turnout']),
    rule: readRule(round['rule']),
    chair: orNull(round['chair'], (side) => text(side, 'chair')),
    lot: drawAgain(round['lot'], kind.sides),
    edits: counted['edits'] ?? null,
  }
}

const readGroups = (value: unknown, kind: Kind): Apart[] =>
  list(value ?? [], 'counted.groups').map((each, n) => {
    const path = `counted.groups[${n}]`
    const { group, votes } = record(each, path)
    return { group: text(group, `${path}.group`), papers: readPapers(votes, `${path}.votes`, kind), met: null }
  })

const readSmall = (value: unknown): Apart[] =>
  list(value ?? [], 'counted.small').map((each, n) => {
    const path = `counted.small[${n}]`
    const { group, met } = record(each, path)
    const reached = list(met, `${path}.met`).map((one) => yesNo(one, `${path}.met`))
    return { group: text(group, `${path}.group`), papers: [], met: reached }
  })
