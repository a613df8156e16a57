// What a meeting comes to when its record is replayed.

export type Fields = Record<string, unknown>

export interface Moment {
  what: 'opened' | 'closed' | 'reopened' | 'revealed' | 'voided'
  /** Entries so far, with this one. */
  n: number
  item: string
  round: string
}

export interface Round {
  id: string
  number: unknown
  question: Fields
  rule: Fields
  fingerprint: unknown
  lot: unknown
  phase: 'open' | 'closed' | 'revealed'
  chair: string | null
  openedAt: unknown
  closedAt: unknown
  revealedAt: unknown
  /** As the last close said it; null while the round is open. */
  turnout: Fields | null
  void: { reason: unknown; at: unknown } | null
  supersedes: Fields | null
  /** Of the box of its last close. */
  digest: string | null
  edits: unknown
  /** Everybody's group, or null, when it closed last. */
  seats: Map<string, string | null>
  /** Closes that were undone. */
  undone: number
  /** Of scrutineers, under each close; `head` is that of the close. */
  signatures: Fields[]
}

export interface Item {
  id: string
  question: Fields
  rounds: Round[]
}

export interface Meeting {
  id: string
  code: string
  title: unknown
  language: unknown
  madeAt: unknown
  archived: unknown
  groups: Fields[]
  items: Item[]
  /** Each seat with its group, or null. */
  seats: Map<string, string | null>
  scrutineers: { id: string; name: unknown; key: string; dismissed: boolean }[]
  moments: Moment[]
}

export const nothing = (): Meeting => ({
  ...{ id: '', code: '', title: '', language: 'en', madeAt: 0, archived: false, groups: [], items: [] },
  ...{ seats: new Map(), scrutineers: [], moments: [] },
})
