// A rehearsal as the desk sees it, and what its figures say: whether this computer holds so many people.

/** What the phones are doing; `over`: they are gone, and the verdict is there, or there is none to be had. */
export const rehearsalPhases = ['gathering', 'joining', 'voting', 'counting', 'over'] as const
export type RehearsalPhase = (typeof rehearsalPhases)[number]

/** The most and the least voters of a rehearsal. */
export const rehearsalSize = { min: 1, max: 10_000 }

/** How long something took: the slowest of all, and what 99 of 100 stayed within. Milliseconds. */
export interface Delay {
  slowest: number
  p99: number
}

export interface Figures {
  voters: number
  /** Over how many seconds they arrived. */
  seconds: number
  /** Phones that got in, and how many seconds it took until all of them were. */
  joined: number
  joinedIn: number
  /** Votes sent in all rounds; and how many a second were counted when all voted within one. */
  votes: number
  perSecond: number
  /** From the tap to "counted", on a line that held. */
  counted: Delay
  /** From the tap until the wall knew of it. */
  wall: Delay
  /** Of the server, at its largest, MB. */
  memory: number
  /** Votes that were counted on the phone and are not in the box, and the other way round. */
  lost: number
  doubled: number
  /** Votes that never got an answer, and phones that did not show what the room was doing within 10 s. */
  unanswered: number
  astray: number
}

export type Flaw = 'lost' | 'doubled' | 'unanswered' | 'joining' | 'astray' | 'counted' | 'wall' | 'memory'

export interface Verdict extends Figures {
  go: boolean
  /** The gravest thing that was wrong; null where nothing was. */
  flaw: Flaw | null
}

export interface Rehearsal {
  voters: number
  phase: RehearsalPhase
  /** From 0 to 1. */
  done: number
  /** Null while it runs, and where it could not be brought to its end. */
  verdict: Verdict | null
}

/** What is promised for so many voters, arriving over so many seconds; docs/decisions/0012-rehearsal.md says why. */
export const allowed = (voters: number, seconds: number) => ({
  /** Seconds: half a minute for a thousand, or five more than they took to come. */
  joinedIn: Math.max((30 * voters) / 1000, seconds + 5),
  /** Milliseconds, 99 of 100. */
  counted: 500,
  wall: 1000,
  /** MB: 400 for the first thousand, 50 for every further one. */
  memory: 400 + (50 * Math.max(0, voters - 1000)) / 1000,
})

/** The gravest first. */
const flaws: [Flaw, (figures: Figures, limits: ReturnType<typeof allowed>) => boolean][] = [
  ['lost', ({ lost }) => lost > 0],
  ['doubled', ({ doubled }) => doubled > 0],
  ['joining', ({ joined, voters, joinedIn }, limits) => joined < voters || !(joinedIn <= limits.joinedIn)],
  ['unanswered', ({ unanswered }) => unanswered > 0],
  ['astray', ({ astray }) => astray > 0],
  ['counted', ({ counted }, limits) => !(counted.p99 <= limits.counted)],
  ['wall', ({ wall }, limits) => !(wall.p99 <= limits.wall)],
  ['memory', ({ memory }, limits) => !(memory <= limits.memory)],
]

export function judge(figures: Figures): Verdict {
  const limits = allowed(figures.voters, figures.seconds)
  const flaw = flaws.find(([, found]) => found(figures, limits))?.[0] ?? null
  return { ...figures, go: flaw === null, flaw }
}
