// The server's no: a code from a closed list, with what the device needs to say it in words.

export const refusalCodes = [
  // joining
  'protocol', // this page is of another version than the server: reload
  'no-meeting', // no meeting has this code
  'which-meeting', // several meetings run and no code was given
  'bad-key',
  'no-seat', // no seat of this meeting has this code
  'not-allowed', // this role may not do this
  'archived', // the meeting is over and read-only
  // voting
  'not-open', // nothing is open on this item
  'too-late', // the round closed and the grace is over
  'other-round', // the ballot was made for an earlier round
  'already-voted', // and votes can't be changed here
  'receipt-taken', // another ballot of this round has this code: pick another
  'no-group', // this meeting has groups, and this voter has not said theirs
  'kiosk-not-released', // the desk has not released this tablet
  // running the meeting
  'no-item', // no such item
  'no-quorum', // too few are present: details say how many are needed
  'no-tie', // nothing that waits for the chair's casting vote
  'already-open', // a round is open (this item or another)
  'not-closed', // only a closed round can be revealed or opened again
  'not-revealed', // only a revealed result can be shown in other ways
  'small-groups', // a group too small to keep its votes apart: the round cannot go on
  'unanimous', // the result would tell how everybody in a group voted: details name the groups
  'is-revealed', // too late to undo: the result has been shown
  'no-countdown', // nothing to pause, resume or extend
  'enough-scrutineers', // three are in office
  'not-in-office', // this scrutineer has been dismissed
  'reason-needed', // voiding and voting again want a reason
  'item-open', // an item can't be changed while its round is open
  'item-used', // an item that was voted on stays in the record
  'rehearsing', // a rehearsal runs: there is one at a time
  'unknown-kind',
  // the outside
  'invalid', // the input is not what was expected: details say where and what
  'unknown-command',
  'slow-down', // too many requests from this device, or too many wrong keys
  'not-saved', // the disk refused; nothing was counted
  'failed', // a bug: logged on the server
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** What was expected in a field, in a form every language can say. */
export type Expectation =
  | {
      what:
        | 'text'
        | 'whole'
        | 'number'
        | 'list'
        | 'object'
        | 'yes-no'
        | 'present'
        | 'known'
        | 'not-blank'
        | 'different'
        | 'listed'
        | 'closed-quote'
        | 'json'
        | 'fraction'
        | 'picture'
        | 'file-near'
        | 'signature'
    }
  | { what: 'one-of'; of: readonly string[] }
  | { what: 'at-least' | 'at-most' | 'longer' | 'shorter' | 'exactly'; limit: number }

export interface RefusalDetails {
  /** Where in the input, as in `items[2].options[0].title`. */
  field?: string
  /** Line of the file, from 1. */
  line?: number
  expected?: Expectation
  /** What stood there, shortened. */
  got?: string
}

export interface RefusalMessage extends RefusalDetails {
  code: RefusalCode
}

/** An expected no. Goes back in the acknowledgement; is not an error in the log. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: RefusalDetails

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(details.field ? `${code} at ${details.field}` : code)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }

  toJSON(): RefusalMessage {
    return { code: this.code, ...this.details }
  }
}
