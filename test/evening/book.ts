// What the evening knows it sent: the last vote of each voter in each round, and how each round ended.

import type { Phone } from '../../server/rehearsal/phone.ts'
import type { ItemView } from '../../shared/meeting/view.ts'

export interface Entry {
  item: number
  number: number
  state: 'counted' | 'void'
  /** By voter: scripted phones, browsers and the tablet alike. */
  votes: Map<string, unknown>
}

export class Book {
  /** By round. */
  readonly rounds = new Map<string, Entry>()
  /** Ballots that were not acknowledged: none, on a good evening. */
  readonly failures: string[] = []

  open({ number, round }: ItemView) {
    this.rounds.set(round!.id, { item: number, number: round!.number, state: 'counted', votes: new Map() })
  }

  vote(round: string, voter: string, vote: unknown) {
    this.rounds.get(round)!.votes.set(voter, vote)
  }

  voided(round: string) {
    this.rounds.get(round)!.state = 'void'
  }

  /** Takes over what the scripted phones were told. */
  close(phones: readonly Phone[]) {
    for (const [index, { ledger }] of phones.entries())
      for (const { round, vote, fate, refusal } of ledger) {
        if (fate === 'ok') this.vote(round, `phone ${index}`, vote)
        else this.failures.push(`phone ${index}: a ballot ended ${fate} (${refusal ?? 'no answer'})`)
      }
  }
}
