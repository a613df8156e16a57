// The house's rehearsal: one at a time, a meeting of its own that goes when it ends, when a vote is opened, and when
// nobody runs it any more.
import { type ChildProcess, spawn } from 'node:child_process'
import { openRound } from '../../shared/meeting/meeting.ts'
import type { Rehearsal, RehearsalPhase, Verdict } from '../../shared/meeting/rehearsal.ts'
import { Refusal } from '../../shared/refusal.ts'
import { readCode } from '../code.ts'
import type { Room } from '../room.ts'
import type { Rooms } from '../rooms.ts'
import type { Venue } from '../venue.ts'
import { rehearsalAgenda } from './agenda.ts'
import type { Programs, Stage } from './stage.ts'

export interface RehearsalOptions {
  rooms: Rooms
  venue: Venue
  /** Null: a rehearsal can be run from outside only. */
  programs: Programs | null
  log: (message: string) => void
  onchange: () => void
}

interface Running {
  voters: number
  /** Null while it is being made. */
  room: Room | null
  /** Null where somebody outside directs it. */
  director: ChildProcess | null
  /** Goes off when nobody has reported for a while. */
  silence: NodeJS.Timeout | undefined
}

/** Whoever directs a rehearsal reports twice a second; after so long without a report it is over. Milliseconds. */
const SILENCE = 20_000

export class Rehearsals {
  /** As the desks see it. */
  state: Rehearsal | null = null
  readonly #options: RehearsalOptions
  #running: Running | null = null

  constructor(options: RehearsalOptions) {
    this.#options = options
  }

  /** Makes the meeting of a rehearsal that somebody else directs. Refuses `rehearsing`, `already-open`, `not-saved`. */
  async begin(voters: number, of: Room | undefined): Promise<Room> {
    const { rooms } = this.#options
    const isOpen = () => rooms.all().some((room) => openRound(room.meeting))
    if (this.#running) throw new Refusal('rehearsing')
    if (isOpen()) throw new Refusal('already-open')
    const running: Running = { voters, room: null, director: null, silence: undefined }
    this.#running = running
    this.#tell({ voters, phase: 'gathering', done: 0, verdict: null })
    const room = await rooms.rehearse(rehearsalAgenda(of?.meeting)).catch((error: unknown) => {
      this.#options.log(`no rehearsal: ${error}`)
      if (this.#running === running) this.#running = null
      this.#tell(null)
      throw new Refusal('not-saved')
    })
    if (this.#running !== running) {
      await this.#remove(room)
      throw new Refusal('already-open')
    }
    running.room = room
    this.#listen(running)
    return room
  }

  /** Runs a rehearsal from here; one that runs already goes on. Refuses as `begin` does. */
  async perform(voters: number, of: Room): Promise<void> {
    const { programs } = this.#options
    if (!programs) throw new Refusal('failed')
    if (this.#running) return
    const room = await this.begin(voters, of)
    const running = this.#running as Running | null
    if (running?.room === room) running.director = this.#direct(running, room, programs)
  }

  /** What its director has to say on the way; answers the memory of this process, MB. Refuses `no-meeting`. */
  report(code: string, { phase, done }: { phase: RehearsalPhase; done: number }): { memory: number } {
    const running = this.#of(code)
    this.#listen(running)
    this.#tell({ voters: running.voters, phase, done, verdict: null })
    return { memory: process.memoryUsage.rss() / 2 ** 20 }
  }

  /** It is over: the verdict stays until it is put away. Refuses `no-meeting`. */
  async conclude(code: string, verdict: Verdict): Promise<void> {
    const { voters } = this.#of(code)
    await this.#end({ voters, phase: 'over', done: 1, verdict })
  }

  /** Takes it back, or puts its verdict away. */
  async stop(): Promise<void> {
    if (this.#running) await this.#end(null)
    else this.#tell(null)
  }

  /** The same for the rehearsal with this code, and no other. Refuses `no-meeting`. */
  async cancel(code: string): Promise<void> {
    this.#of(code)
    await this.stop()
  }

  /** A vote was opened: from here on the house is for those who came. */
  live() {
    if (!this.#running) return
    this.#options.log('the rehearsal ends: a vote was opened')
    void this.stop()
  }

  #of(code: string): Running {
    const running = this.#running
    if (!running?.room || running.room.meeting.code !== readCode(code)) throw new Refusal('no-meeting')
    return running
  }

  #tell(state: Rehearsal | null) {
    this.state = state
    this.#options.onchange()
  }

  #listen(running: Running) {
    clearTimeout(running.silence)
    running.silence = setTimeout(() => void this.#fail(running, 'nobody directs it any more'), SILENCE)
  }

  async #fail(running: Running, why: string) {
    if (this.#running !== running) return
    this.#options.log(`the rehearsal failed: ${why}`)
    await this.#end({ voters: running.voters, phase: 'over', done: 1, verdict: null })
  }

  async #end(left: Rehearsal | null) {
    const running = this.#running
    if (!running) return
    this.#running = null
    clearTimeout(running.silence)
    running.director?.kill()
    this.#tell(left)
    if (running.room) await this.#remove(running.room)
  }

  async #remove(room: Room) {
    const { rooms, log } = this.#options
    // What can't be destroyed now is at the next start: its journal says what it is.
    await rooms.remove(room).catch((error: unknown) => log(`the rehearsal could not be removed yet: ${error}`))
  }

  #direct(running: Running, room: Room, programs: Programs): ChildProcess {
    const { rooms, venue } = this.#options
    const keys = rooms.keys(room)
    const stage: Stage = {
      url: venue.localOrigin(),
      code: room.meeting.code,
      organizer: rooms.organizerKey,
      moderator: keys.moderator,
      projector: keys.projector,
      voters: running.voters,
      seconds: null,
      crowd: programs.crowd,
    }
    const director = spawn(process.execPath, programs.director, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // It talks to this machine by another name than the certificate's.
      env: { ...process.env, ...(venue.scheme === 'https' && { NODE_TLS_REJECT_UNAUTHORIZED: '0' }) },
    })
    let complaint = ''
    director.stderr!.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2000)
    })
    director.on('error', (error) => void this.#fail(running, String(error)))
    director.on('exit', (status) => void this.#fail(running, `its director ended with ${status}: ${complaint}`))
    // Where it could not be started, 'error' has said so.
    director.send(stage, () => {})
    return director
  }
}
