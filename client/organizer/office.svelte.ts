// The organizer's desk: the meetings, the one being edited, and what went wrong last.
import type { Command } from '../../shared/meeting/decide.ts'
import { Refusal, type RefusalMessage } from '../../shared/refusal.ts'
import { Session } from '../session.svelte.ts'
import type { Api, MeetingEntry } from './api.ts'

const place = 'meeting'
/** The longest wait for the view that shows what a command did, milliseconds. */
const CATCH_UP = 1500

export class Office {
  meetings = $state.raw<MeetingEntry[] | null>(null)
  /** The code of the meeting being edited; it stands in the address too. */
  code = $state<string | null>(new URLSearchParams(location.search).get(place))
  problem = $state.raw<RefusalMessage | 'no-answer' | null>(null)
  busy = $state(false)
  /** Whether the item being edited has changes that are not saved. */
  dirty = $state(false)
  /** The live view of the meeting being edited. */
  session = $state.raw<Session<'organizer'> | null>(null)
  readonly api: Api
  readonly #key: string

  constructor(api: Api, key: string) {
    this.api = api
    this.#key = key
    void this.refresh()
    if (this.code) this.#watch(this.code)
  }

  get meeting(): MeetingEntry | undefined {
    return this.meetings?.find((meeting) => meeting.code === this.code)
  }
  /** Of the meeting being edited; null until it came. */
  get view() {
    const view = this.session?.view ?? null
    return view?.meeting.code === this.code ? view : null
  }

  refresh = () => this.attempt(async () => this.#list())

  open(code: string | null) {
    this.code = code
    this.problem = null
    this.dirty = false
    const address = new URL(location.href)
    if (code) address.searchParams.set(place, code)
    else address.searchParams.delete(place)
    history.replaceState(null, '', address)
    if (code) this.#watch(code)
    else void this.refresh()
  }

  /** Gives a command to the meeting being edited and waits until the view shows it. Says whether it was carried out. */
  command = (command: Command) =>
    this.attempt(async () => {
      const { seq } = await this.api.command(this.code!, command)
      const until = performance.now() + CATCH_UP
      while ((this.view?.seq ?? 0) < seq && performance.now() < until) await new Promise((go) => setTimeout(go, 20))
    })

  /** Does one thing at a time; a refusal or silence becomes `problem`. Says whether it worked. */
  async attempt(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.problem = null
    try {
      await work()
      return true
    } catch (error) {
      this.problem = error instanceof Refusal ? error.toJSON() : 'no-answer'
      return false
    } finally {
      this.busy = false
    }
  }

  /** Does something that changes the list of meetings, then reads the list again. */
  change = (work: () => Promise<void>) =>
    this.attempt(async () => {
      await work()
      await this.#list()
    })

  async #list() {
    this.meetings = await this.api.list()
  }

  #watch(code: string) {
    if (!this.session) this.session = new Session<'organizer'>('organizer', { meeting: code, key: this.#key })
    else if (this.session.auth.meeting !== code) this.session.rejoin({ meeting: code })
  }
}
