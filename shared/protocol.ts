// What travels over the socket, both ways, in one place.
import type { Role } from './meeting/command.ts'
import type { Command } from './meeting/decide.ts'
import type { Audience, View } from './meeting/view.ts'
import type { RefusalMessage } from './refusal.ts'

/** Goes up when an older page can no longer talk to the server. */
export const PROTOCOL = 1

export type ClientRole = Exclude<Role, 'server'>

/** The handshake. */
export interface Auth {
  protocol: number
  /** The meeting's code; may be left out where only one meeting runs. */
  meeting?: string
  role: ClientRole
  /** For every role but phone and results. */
  key?: string
  /** The token of a seat taken earlier, or its code. */
  voter?: string
  /** 32 characters the page made up before it first asked: the token of the seat it is given where it has none. */
  newcomer?: string
}

/** What the server knows of a voter in the round on the wall. */
export interface Mine {
  round: string
  /** While the round is open; null where it is secret. */
  vote?: unknown
  /** The same, where there are receipts. */
  receipt?: string
}

/** Travels beside a view, outside of it, because it differs from one person or moment to the next. */
export interface Envelope {
  /** The server's clock, milliseconds since 1970. */
  now: number
  /** On connecting, to a voter: the token of their seat. */
  voter?: string
  /** On connecting, to a phone: the place of their seat among all, from 0: screens make a name for a leaderboard of it. */
  place?: number
  /** On connecting, to a phone: the code to take its seat along with; null where it has none. */
  code?: string | null
  /** On connecting, to a voter of a meeting with groups: which one is theirs; null while they have not said it. */
  group?: string | null
  /** On connecting, to a voter: their vote in the current round, or that they have one that is sealed; null for none. */
  mine?: Mine | null
}

/** Commands that concern the connection or the house, not the meeting's record. */
export type HouseCommand =
  /** Any role: are you there, and what time is it? */
  | { type: 'ping' }
  /** Kiosk: take up a release; the acknowledgement carries the token of the new seat. */
  | { type: 'claim' }
  /** Kiosk: the person at the tablet is done or gone. */
  | { type: 'leave' }
  /** Desk: which address the QR shows; null lets the house choose. */
  | { type: 'choose-address'; address: string | null }
  /** Organizer: a new key for a role; whoever holds the old one is turned out. */
  | { type: 'rekey'; role: 'moderator' | 'projector' | 'kiosk' | 'scrutineer' }
  /** Desk: the link by which a scrutineer comes in; on no screen unless asked for. */
  | { type: 'scrutineer-link' }
  /** Desk: try this computer with so many simulated phones, in a meeting of their own. */
  | { type: 'rehearse'; voters: number }
  /** Desk: take that back, or put its verdict away. */
  | { type: 'stop-rehearsal' }

export type Ack =
  | {
      ok: true
      seq: number
      now: number
      /** Answers a claim. */
      voter?: string
      /** Answers a rekey. */
      key?: string
      /** Answers `scrutineer-link`: an address with its key, and its QR as SVG. */
      link?: { url: string; qr: string }
    }
  | { ok: false; refusal: RefusalMessage }

export interface ServerToClient {
  view(view: View<Audience>, envelope: Envelope): void
}

export interface ClientToServer {
  command(command: Command | HouseCommand, ack: (ack: Ack) => void): void
}
