// Every kind of ballot: one line each.
import { Refusal } from '../refusal.ts'
import type { BallotType } from './ballot.ts'
import { budget } from './budget/ballot.ts'
import { choice } from './choice/ballot.ts'
import { grid } from './grid/ballot.ts'
import { motion } from './motion/ballot.ts'
import { multiple } from './multiple/ballot.ts'
import { number } from './number/ballot.ts'
import { points } from './points/ballot.ts'
import { quiz } from './quiz/ballot.ts'
import { ranking } from './ranking/ballot.ts'
import { rating } from './rating/ballot.ts'
import { text } from './text/ballot.ts'

export const kinds = new Map<string, BallotType>(
  Object.entries({ choice, multiple, motion, rating, text, quiz, budget, ranking, points, number, grid } as Record<
    string,
    BallotType
  >),
)

/** The ballot type of a kind. Refuses `unknown-kind`. */
export function ballotType(kind: string): BallotType {
  const type = kinds.get(kind)
  if (!type)
    throw new Refusal('unknown-kind', { field: 'kind', expected: { what: 'one-of', of: [...kinds.keys()] }, got: kind })
  return type
}
