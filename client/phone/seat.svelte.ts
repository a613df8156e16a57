// This browser's seat: its token is kept, so that a reload, a second tab or another day is the same person.
import type { View } from '../../shared/meeting/view.ts'
import type { Envelope } from '../../shared/protocol.ts'
import type { RefusalMessage } from '../../shared/refusal.ts'
import { codeInAddress, newId } from '../place.ts'
import { Session } from '../session.svelte.ts'
import { shelf } from '../shelf.ts'
import { Voting } from '../voting.svelte.ts'

const kept = shelf('localStorage')
/** The meeting this browser was in last: the plain address does not say whose token to show. */
const LAST = 'spotvote last'
/** What this browser calls itself until it has a seat, so that asking again, even after a reload, finds the same seat. */
const NEWCOMER = 'spotvote newcomer'
const tokenPlace = (code: string) => `spotvote ${code} voter`

export class Seat {
  readonly session: Session<'phone' | 'phone-voted'>
  /** Null until the server has given this device a seat. */
  voting = $state.raw<Voting | null>(null)
  /** This seat's place among all: its name on a leaderboard. */
  place = $state.raw<number | null>(null)
  /** The group of this seat; null where there is none, or it has not been said. */
  group = $state.raw<string | null>(null)
  /** False when this browser refuses to store the seat. */
  lasting = $state.raw(true)
  /** What somebody types on another phone to have this seat; null where the seat has none. */
  code = $state.raw<string | null>(null)
  /** Why the last code typed here gave no seat. */
  problem = $state.raw<RefusalMessage | null>(null)
  /** The meeting that `voting` is about. */
  #code = ''
  /** While a seat is being taken by its code: the token of the one this device had. */
  #before: string | undefined

  constructor() {
    const meeting = codeInAddress()
    const code = meeting ?? kept.get(LAST) ?? ''
    this.session = new Session('phone', { meeting, voter: kept.get(tokenPlace(code)) ?? undefined })
    this.#come()
    this.session.onenvelope = (envelope) => this.#sit(envelope)
    const early = document.getElementById('view')?.textContent
    if (meeting && early) this.#begin(meeting, JSON.parse(early))
    window.addEventListener('storage', ({ key }) => this.#elsewhere(key))
  }

  /** Goes to the meeting with this code. */
  enter(code: string) {
    this.#come()
    this.session.rejoin({ meeting: code, voter: kept.get(tokenPlace(code)) ?? undefined })
  }

  /** Goes over to the seat with this code. */
  take(code: string) {
    this.problem = null
    this.#before = this.session.auth.voter
    this.session.rejoin({ voter: code })
  }

  /** There is no seat with the code that was typed: back to the one this device had. */
  turnedAway(refusal: RefusalMessage | null) {
    const voter = this.#before
    if (!refusal || !voter) return
    this.#before = undefined
    this.problem = refusal
    this.session.rejoin({ voter })
  }

  /** Says which group this seat is of. */
  async choose(group: string) {
    const ack = await this.session.send({ type: 'join-group', group }).catch(() => null)
    if (ack?.ok) this.group = group
    // Another tab was first: coming again tells what it said.
    else if (ack?.refusal.code === 'already-voted') this.session.rejoin(this.session.auth)
  }

  #come() {
    const newcomer = kept.get(NEWCOMER) ?? newId()
    kept.set(NEWCOMER, newcomer)
    this.session.auth.newcomer = newcomer
  }

  /** What the page brought along: a tap is possible at once, and sent when there is a line and a seat. */
  #begin(code: string, view: View<'phone'>) {
    this.session.view = view
    this.#code = code
    this.voting = new Voting(this.session, code, kept)
  }

  #sit(envelope: Envelope) {
    const { session } = this
    const view = session.view
    if (!envelope.voter || !view) return
    const { code } = view.meeting
    if (this.#before) kept.set(tokenPlace(code), envelope.voter)
    this.#before = undefined
    const known = kept.get(tokenPlace(code))
    // The server seated us anew although this browser has a seat here: it was not shown, so show it. One browser, one seat.
    if (known && known !== envelope.voter && known !== session.auth.voter)
      return session.rejoin({ meeting: code, voter: known })
    session.auth.voter = envelope.voter
    // No other seat ever has this token.
    delete session.auth.newcomer
    kept.set(NEWCOMER, null)
    this.lasting = kept.set(tokenPlace(code), envelope.voter)
    kept.set(LAST, code)
    if (session.auth.meeting === code && codeInAddress() !== code) history.replaceState(null, '', `/${code}`)
    if (!this.voting || this.#code !== code) this.voting = new Voting(session, code, kept)
    this.#code = code
    this.place = envelope.place ?? null
    this.code = envelope.code ?? null
    this.group = envelope.group ?? null
    this.voting.resume(envelope, view.current?.phase === 'open' ? view.current.round?.id : undefined)
  }

  /** Another tab of this browser wrote to its storage. */
  #elsewhere(key: string | null) {
    if (!key || !this.voting) return
    const known = kept.get(tokenPlace(this.#code))
    if (key === tokenPlace(this.#code) && known && known !== this.session.auth.voter)
      this.session.rejoin({ meeting: this.#code, voter: known })
    else if (key.startsWith(`spotvote ${this.#code} `)) this.voting.refresh()
  }
}
