// Many random meetings attacked: how far each attacker gets in each mode, and what should not be there and is.
import { attackers } from './attackers.ts'
import { add, nothing, type Score, score } from './chance.ts'
import { type Dice, type Evidence, evening } from './evening.ts'

/** One of each mode; named and live ones are controls, of which attackers must find out what they may. */
const items = [
  { secrecy: 'anonymous' },
  { secrecy: 'secret' },
  { secrecy: 'named' },
  { secrecy: 'anonymous', visibility: 'live' },
  { secrecy: 'anonymous', receipts: true },
]
export const modes = ['anonymous', 'secret', 'named', 'live', 'receipts'] as const
type Mode = (typeof modes)[number]

/** By attacker and mode. */
type Scores = Record<string, Record<Mode, Score>>

export interface Attack {
  meetings: number
  votes: number
  scores: Scores
  /** Secrets that were found in what was left. */
  found: string[]
}

/** Mulberry32: the same numbers from the same seed. */
function diceFrom(seed: number): Dice {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

/** Holds and attacks meetings, a few side by side. */
export async function attack(meetings: number, seed: number, log: (done: number) => void = () => {}): Promise<Attack> {
  const result: Attack = { meetings, votes: 0, scores: {}, found: [] }
  for (const name of Object.keys(attackers))
    result.scores[name] = Object.fromEntries(modes.map((mode) => [mode, nothing()])) as Record<Mode, Score>
  let next = 0
  const worker = async () => {
    while (next < meetings) {
      const evidence = await evening(diceFrom(seed + next++), items)
      take(result, evidence)
      log(next)
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return result
}

function take(result: Attack, evidence: Evidence) {
  const { rounds, secrets, left, heard } = evidence
  const said = heard.filter(({ own }) => own === null).map(({ text }) => text)
  const everything = [left, ...said].join('\n')
  result.found.push(...secrets.filter((secret) => everything.includes(secret)))
  result.votes += rounds.length * evidence.voters.length
  for (const [n, round] of rounds.entries())
    for (const [name, attacker] of Object.entries(attackers)) {
      const scores = result.scores[name]!
      const mode = modes[n]!
      scores[mode] = add(scores[mode], score(attacker(evidence, round, n), round.votes))
    }
}
