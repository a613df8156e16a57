// What a kind of ballot is: the interface every folder beside this file fills in, and the words they share.
import * as v from 'valibot'
import { line, prose } from '../parse.ts'

/** How many may vote, are here, and have voted; heads, not weights. */
export interface Heads {
  eligible: number
  present: number
  voted: number
}

export interface Turnout extends Heads {
  /** The same by group, where the meeting has groups; `weight` is that of one voter of the group. */
  groups?: ({ id: string; title: string; weight: number } & Heads)[]
}

/** What a count may know beside the ballots. */
export interface Counting {
  turnout: Turnout
  /** The box is sealed. Until then a tally is cheap (thousands of distinct votes, ten times a second); what takes longer waits. */
  closed: boolean
  /** Ids in the order of a lot drawn before the vote, the first one wins ties; null where nothing is drawn. */
  lot: readonly string[] | null
  /** What the desk made of free answers, as the kind's own `edits` parsed it; null for nothing. */
  edits: unknown
}

/** A count of ballots that are still coming in, with nothing known beside them. */
export const counting = (known: Partial<Counting> = {}): Counting => ({
  turnout: { eligible: 0, present: 0, voted: 0 },
  closed: false,
  lot: null,
  edits: null,
  ...known,
})

/** A picture of a result that the desk can put on the wall, in steps: a count's rounds, a table, a cloud of words. */
export interface Scene {
  name: string
  /** From 0. */
  step: number
}

/** One distinct vote with how often it was cast and the weight behind it. */
export interface Entry<Vote> {
  vote: Vote
  count: number
  weight: number
}

/** The multiset of distinct votes, by canonical key. Every tally is computed from it. */
export type Profile<Vote = unknown> = ReadonlyMap<string, Entry<Vote>>

/** One line of a result, flat: exports, the table for screen readers and the CSV are made of these. */
export interface Row {
  id: string
  /** The author's text; or, where it is the product's own word, `word` names it in the kind's words. With both, a word of that text. */
  label?: string
  word?: string
  votes?: number
  weight?: number
  /** The weight it is a share of, where that is not all that was cast. */
  of?: number
  /** A measure that is not a count: a mean, a median. */
  value?: number | null
}

interface Division {
  yes: number
  no: number
  abstain: number
}

/** What a rule decides on: a division of the votes for and against one motion, or a contest between options. */
export type Standing =
  | ({ type: 'division' /** The same in heads, where votes have weight. */; heads?: Division } & Division)
  | {
      type: 'contest'
      seats: number
      options: readonly { id: string; votes: number; heads?: number }[]
      /** What they have are points and not votes: the kind itself says how many. */
      points?: true
    }
  /** The kind has its own way of counting: `tied` are those it leaves level for the places that remain. */
  | { type: 'counted'; seats: number; options: readonly string[]; winners: readonly string[]; tied: readonly string[] }

export interface KindWords {
  /** The kind's name in a list. */
  name: string
  /** One sentence: when to use it. */
  about: string
  [key: string]: string | ((...values: never[]) => string)
}

/** A worked example: documentation, the editor's first content, and the contract test in one. */
interface Sample<Vote, Tally> {
  /** Settings as they stand in an agenda file. */
  config: Record<string, unknown>
  votes: readonly { vote: Vote; count: number }[]
  tally: Tally
  /** Votes that must be refused under these settings. */
  refused: readonly unknown[]
  /** Settings that must be refused. */
  refusedConfigs: readonly unknown[]
}

export interface BallotType<Config = unknown, Vote = unknown, Tally = unknown> {
  /** Parses the settings of an agenda file or editor and fills in defaults. Refuses `invalid`. */
  config(input: unknown): Config
  /** The settings as an agenda file would say them: `config(settings(c))` equals `c`. */
  settings(config: Config): Record<string, unknown>
  /** Parses one person's vote. Refuses `invalid`. `after`: tenths of a second since the round opened. */
  vote(input: unknown, config: Config, after?: number): Vote
  /** Canonical text: equal votes have equal keys. */
  key(vote: Vote): string
  tally(profile: Profile<Vote>, config: Config, counting: Counting): Tally
  /** The same result whatever the language; labels stay the author's. */
  rows(tally: Tally, config: Config): Row[]
  /** One person's vote as rows' ids, for records that name voters. */
  chosen(vote: Vote, config: Config): string[]
  /** The same in the author's words, where ids don't say all of it: points, a number. */
  say?(vote: Vote, config: Config): string
  /** What a rule can decide on; absent where there is nothing to decide (a rating). */
  standing?(tally: Tally, config: Config): Standing
  /** How a result came about, in a sentence or two for the wall and the minutes; of a tally that is closed. */
  explain?(tally: Tally, config: Config, language: 'en' | 'ko'): string
  /** What the desk can show of a revealed result beside the tally, each with its number of steps. */
  scenes?(tally: Tally, config: Config): { name: string; steps: number }[]
  /**
   * Parses one step of what the desk makes of free answers (hidden, merged) and adds it to those before, null at first.
   * Its presence lets the desk see answers before the reveal. Refuses `invalid`.
   */
  edits?(input: unknown, config: Config, before: unknown): unknown
  /** Settings of a second round between these options only. */
  among?(ids: readonly string[], config: Config): { kind: string } & Record<string, unknown>
  /** The export in which one round of it goes to programs that count such ballots. */
  format?: 'preflib' | 'pabulib'
  /** Points that a vote earned, once the answer is out: what a leaderboard adds up. `seconds`: the countdown, if any. */
  score?(vote: Vote, config: Config, seconds: number | null): number
  /** Under these settings the record must say who voted what. */
  needsNames?(config: Config): boolean
  /** Votes carry when they came, in tenths of a second since the round opened: `vote` gets it as a third argument. */
  timed?(config: Config): boolean
  /** Removes what voters must not know before the reveal. */
  conceal?(config: Config): Config
  words: { en: KindWords; ko: KindWords }
  sample: Sample<Vote, Tally>
}

export interface Option {
  /** A letter (or a number beyond 26), the same on every screen. */
  id: string
  title: string
  description: string
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The label of the option at `index` of `count`: A–Z, or 1–n where letters run out. */
export const optionId = (index: number, count: number) =>
  count <= letters.length ? letters[index]! : String(index + 1)

const plain = v.pipe(
  line(200),
  v.transform((title) => ({ title, description: '' })),
)
const described = v.strictObject({ title: line(200), description: v.optional(prose(1000), '') })

/** A list of options as people write it: plain titles, or titles with a description. Titles must differ. */
export const options = (min: number, max: number) =>
  v.pipe(
    v.array(
      // Not a union: its issues would not say which field of the object was wrong.
      v.lazy((input) => (typeof input === 'object' ? described : plain)),
    ),
    v.minLength(min),
    v.maxLength(max),
    v.checkItems((item, index, all) => all.findIndex((other) => other.title === item.title) === index),
    v.transform((list): Option[] => list.map((option, index) => ({ id: optionId(index, list.length), ...option }))),
  )

/** Options as an agenda file says them: a plain title where there is no description. */
export const optionSettings = (list: readonly Option[]) =>
  list.map(({ title, description }) => (description ? { title, description } : title))

/** Votes and weight per id, over a profile whose votes name ids; ids nobody chose count 0. */
export function countById<Vote>(
  profile: Profile<Vote>,
  ids: readonly string[],
  chosen: (vote: Vote) => readonly string[],
) {
  const counts = new Map(ids.map((id) => [id, { id, votes: 0, weight: 0 }]))
  for (const { vote, count, weight } of profile.values()) {
    for (const id of chosen(vote)) {
      const row = counts.get(id)
      if (!row) continue
      row.votes += count
      row.weight += weight
    }
  }
  return [...counts.values()]
}

/** Ballots and weight in a profile. */
export function total(profile: Profile): { votes: number; weight: number } {
  let votes = 0
  let weight = 0
  for (const entry of profile.values()) {
    votes += entry.count
    weight += entry.weight
  }
  return { votes, weight }
}
