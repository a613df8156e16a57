// A meeting as SPEC.md tells it, told once more and kept plain: what is so, and what time makes of it.
import { orders } from './orders.ts'
import type { Question } from './papers.ts'

export interface Said {
  type: string
  item?: string | null
  round?: string
  [field: string]: unknown
}
export interface By {
  role: string
  voter?: string
}
interface Vote {
  vote: unknown
  weight: number
  /** All ballots of this voter in this round. */
  ballots: string[]
  sealed: boolean
}
export interface Round {
  /** `item#number`. */
  name: string
  item: string
  question: Question
  phase: 'open' | 'closed' | 'revealed'
  void: string | null
  supersedes: { round: string; reason: string } | null
  closesAt: number | null
  left: number | null
  /** Until when a round that is closing takes ballots. */
  until: number | null
  votes: Map<string, Vote>
  turnout: Turnout | null
  chair: string | null
  scene: string | null
  hidden: string[]
}
export interface Item {
  id: string
  question: Question
  rounds: Round[]
}
export type Turnout = [eligible: number, present: number, voted: number]

export const GRACE = 1500
/** After a restart or a sleep a countdown has at least this much left. */
const AT_LEAST = 15_000
/** The house tries again to write this long after the disk refused. */
const AGAIN = 1000
const never = Number.POSITIVE_INFINITY
export const groups = [
  { id: 'A', title: 'Panel', weight: 3 },
  { id: 'B', title: 'Residents', weight: 1 },
]

/** A refusal. */
export class No {
  readonly code: string

  constructor(code: string) {
    this.code = code
  }
}
export const no = (code: string): never => {
  throw new No(code)
}

export class Reference {
  title = 'Model'
  archived = false
  items: Item[] = []
  current: string | null = null
  seats = new Map<string, { only: string | null; group: string | null }>()
  /** Voters with a connection, and those seen since the round opened. */
  here = new Set<string>()
  seen = new Set<string>()
  released = 0
  failing = false
  now: number
  readonly grouped: boolean
  /** Before this the house does not try to seal, because the disk has just refused. */
  notBefore = 0
  /** When it tries whether the disk takes something again, if nobody else has until then. */
  triesAt = never
  /** A close is decided but not recorded: those who left meanwhile still count as present. */
  cleared = false

  constructor(now: number, grouped: boolean, questions: readonly Question[]) {
    this.now = now
    this.grouped = grouped
    this.items = questions.map((question, index) => ({ id: `item${index}`, question, rounds: [] }))
  }

  /** What the meeting was before a command that could not be recorded. */
  copy(): Reference {
    const copy = new Reference(this.now, this.grouped, [])
    return Object.assign(copy, structuredClone({ ...this }))
  }

  /** Carries out a command: true where something changed, false where it was so already. Throws `No`. */
  give(said: Said, by: By): boolean {
    const order = orders[said.type] ?? no('unknown-command')
    if (!order.roles.includes(by.role)) no('not-allowed')
    if (this.archived && said.type !== 'archive') no('archived')
    if (order.fits?.(said) === false) no('invalid')
    return order.act(this, said, by) !== false
  }

  /** What was decided is recorded; `more` than votes and seats: the house looks again when it has to seal. */
  recorded(more: boolean) {
    this.failing = false
    this.triesAt = never
    if (more) this.notBefore = 0
    if (this.cleared) this.seen = new Set(this.here)
    this.cleared = false
  }

  /** The disk refused, and what was decided is forgotten. */
  refused() {
    this.failing = true
    this.notBefore = this.triesAt = this.now + AGAIN
  }

  come(voter: string) {
    this.here.add(voter)
    this.seen.add(voter)
  }

  go(voter: string) {
    this.here.delete(voter)
    if (!this.open) this.seen.delete(voter)
  }

  /**
   * Time passes: rounds are sealed when their time is over, and a disk that refused is tried again. The first write of
   * this fails where the disk `refuses`: true if so.
   */
  pass(milliseconds: number, refuses = false): boolean {
    let refused = false
    const end = this.now + milliseconds
    for (;;) {
      const round = this.open
      const seals = round ? Math.max(this.lastMoment(round), this.notBefore) : never
      const due = Math.max(Math.min(seals, this.triesAt), this.now)
      if (due > end) break
      this.now = due
      if (refuses && !refused) {
        this.refused()
        refused = true
        continue
      }
      if (seals < this.triesAt) this.seal(round!)
      this.recorded(true)
    }
    this.now = end
    return refused
  }

  restart() {
    this.here = new Set()
    this.seen = new Set()
    this.notBefore = 0
    this.triesAt = never
    this.failing = false
    const round = this.open
    if (round?.closesAt) round.closesAt = Math.max(round.closesAt, this.now + AT_LEAST)
  }

  /** The machine slept: a countdown goes on with what was left of it before. */
  sleep(milliseconds: number) {
    const before = this.now
    this.now += milliseconds
    const round = this.open
    if (!round?.closesAt) return
    round.closesAt = this.now + Math.max(round.closesAt - before, AT_LEAST)
    this.recorded(true)
  }

  get rounds(): Round[] {
    return this.items.flatMap(({ rounds }) => rounds)
  }

  get open(): Round | undefined {
    return this.rounds.find((round) => round.phase === 'open')
  }

  item(id: unknown): Item {
    return this.items.find((item) => item.id === id) ?? no('no-item')
  }

  /** Until when a ballot counts; the round is sealed then. */
  lastMoment({ until, closesAt }: Round): number {
    return until ?? (closesAt === null ? never : closesAt + GRACE)
  }

  turnout(round: Round): Turnout {
    if (round.turnout) return round.turnout
    const present = Math.max(this.seen.size, round.votes.size)
    return [Math.max(this.seats.size, present), present, round.votes.size]
  }

  seal(round: Round) {
    round.turnout = this.turnout(round)
    Object.assign(round, { phase: 'closed', closesAt: null, left: null, until: null })
    for (const vote of round.votes.values()) vote.sealed = true
    this.released = 0
    this.cleared = true
  }
}
