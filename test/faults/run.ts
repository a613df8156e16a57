// One scripted meeting with one fault at one call of the disk, from the first to the last word, and what came of it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from '../../server/exports/json.ts'
import { rest } from '../../server/rehearsal/moment.ts'
import { digest } from '../../server/secrets.ts'
import { fileStore } from '../../server/store/file.ts'
import { StoreError } from '../../server/store/store.ts'
import { blank, evolve } from '../../shared/meeting/evolve.ts'
import { enter } from '../../shared/meeting/record.ts'
import { check, type Exported } from '../crash/check.ts'
import { type Call, changing, type Fault, type Leaving, TestDisk } from './failing-disk.ts'
import { FragileHouse } from './house.ts'
import { agenda, Script } from './script.ts'

interface Kind {
  /** What happens from the n-th call on; a device's error comes once, as a kernel tells it once. */
  at(first: boolean, call: Call): ReturnType<Fault>
  /** What the moderator is to be told; null where nobody is refused anything. */
  told: 'failing' | 'failed' | 'slow' | null
  /** What is left when the server is started again; left out where it goes on without a restart. */
  leaving?: Leaving
}

export const faults = {
  full: { at: (first, { name }) => (first || name === 'write' ? 'ENOSPC' : undefined), told: 'failing' },
  short: { at: () => 'short', told: null },
  error: { at: (first) => (first ? 'EIO' : undefined), told: 'failed', leaving: 'everything' },
  'error, then unplugged': { at: (first) => (first ? 'EIO' : undefined), told: 'failed', leaving: 'synced' },
  'read-only': { at: (_, { name }) => (changing.includes(name) ? 'EROFS' : undefined), told: 'failing' },
  stall: { at: (first) => (first ? 'stall' : undefined), told: 'slow' },
  'power cut': { at: (first) => (first ? 'end' : undefined), told: null, leaving: 'synced' },
  'power cut, names kept': { at: (first) => (first ? 'end' : undefined), told: null, leaving: 'names' },
} satisfies Record<string, Kind>
export type FaultName = keyof typeof faults

/** What a run shows; `at` beyond the last call is a run without a fault. */
export interface Outcome {
  /** Calls until the end or the first restart. */
  calls: number
  /** The call that the fault met; null where the meeting was over before. */
  met: Call | null
  /** Batches that the store refused. */
  refusals: number
  /** From the fault until the moderator was told, milliseconds; null where there was nothing to tell. */
  alarm: number | null
  wrongs: string[]
}

export async function run(fault: FaultName, at: number, seed: number): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'spotvote-fault-'))
  const trial = new Trial(folder, faults[fault], at)
  try {
    await trial.play(seed)
  } catch (error) {
    trial.wrongs.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  } finally {
    await trial.end()
    await rm(folder, { recursive: true, force: true })
  }
  const { met, alarm, wrongs, house } = trial
  return { calls: trial.disk.calls.length, met, refusals: house.book.refusals, alarm, wrongs }
}

class Trial {
  met: Call | null = null
  alarm: number | null = null
  readonly wrongs: string[] = []
  readonly house: FragileHouse
  /** The one that fails; after a restart the house has another. */
  readonly disk: TestDisk
  readonly #folder: string
  readonly #kind: Kind
  readonly #cut: boolean
  #script: Script | null = null
  #metAt = 0
  #running = false
  #restarting: Promise<void> | null = null

  constructor(folder: string, kind: Kind, at: number) {
    this.#folder = folder
    this.#kind = kind
    this.#cut = kind.told === null && kind.leaving !== undefined
    this.disk = new TestDisk((call) => (call.number < at ? undefined : this.#strike(call)))
    this.house = new FragileHouse(folder, this.disk, agenda)
  }

  async play(seed: number) {
    while (!this.#running) await this.#start()
    const script = new Script(this.house, seed)
    this.#script = script
    script.desk.onview = ({ room: { storage } }) => {
      if (storage === 'ok' || this.alarm !== null) return
      this.alarm = performance.now() - this.#metAt
      void this.#react(storage)
    }
    await script.play()
    this.#mend()
    await this.#restarting
    await this.#judge(script)
    const exported = String(await json.write(this.house.room.meeting))
    await this.end()
    await this.#compare(exported)
  }

  async end() {
    this.#mend()
    this.#script?.close()
    await this.#restarting
    await this.house.stop()
  }

  #strike(call: Call): ReturnType<Fault> {
    const first = this.met === null
    this.met ??= call
    if (first) this.#metAt = performance.now()
    if (this.#cut) this.house.unplug()
    if (this.#cut && this.#running) this.#restart()
    if (!this.#running && this.#kind.told === 'slow') setTimeout(() => this.#mend(), 20)
    return this.#kind.at(first, call)
  }

  /** A server that can't start says why; once the disk is mended it starts. */
  async #start() {
    try {
      await this.house.start()
      this.#running = true
      this.house.book.refusals = 0
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      if (this.#kind.told === 'slow' || this.#kind.at(true, this.met!) === 'short')
        this.wrongs.push(`did not start: ${error.message}`)
      this.#mend()
      if (this.#kind.leaving) this.house.disk = this.house.disk.left(this.#kind.leaving)
    }
  }

  async #react(storage: string) {
    if (storage !== this.#kind.told) this.wrongs.push(`the moderator was told ${storage}`)
    // Whoever waits tries again meanwhile, in vain.
    await rest(30)
    if (this.#kind.leaving) this.#restart()
    else this.#mend()
  }

  #mend() {
    this.disk.fault = () => undefined
    this.disk.release()
  }

  #restart() {
    this.#restarting ??= this.house.restart(this.#kind.leaving!)
  }

  /** What stands, against what everybody was told. */
  async #judge({ voters, desk }: Script) {
    const { room, book, logged } = this.house
    await desk.until(({ room }) => room.storage === 'ok', 5000).catch(() => this.wrongs.push('the alarm does not end'))
    const people = voters.map(({ phone }) => ({
      id: room.seats.voterOf(phone.line.voter!) ?? '',
      ledger: phone.ledger,
    }))
    const { lost, doubled, invented } = check(JSON.parse(String(await json.write(room.meeting))) as Exported, people)
    this.wrongs.push(...lost, ...doubled, ...invented, ...logged.filter((line) => line.includes('bug')))
    for (const { wrongs, overanswered } of voters)
      this.wrongs.push(...wrongs, ...(overanswered ? ['a voter had more answers than questions'] : []))
    if (this.#cut) return
    if (room.meeting.voters.size > voters.length) this.wrongs.push('there are seats of nobody')
    if (book.refusals > 0 && this.alarm === null) this.wrongs.push('the moderator was not told')
    const unheard = [...book.refused].filter((ballot) => !voters.some(({ unsaved }) => unsaved.has(ballot)))
    if (unheard.length > 0) this.wrongs.push(`nobody was told that ${unheard.join()} was not saved`)
  }

  /** A fresh store, given the synced bytes alone, says the same. */
  async #compare(exported: string) {
    const store = await fileStore(this.#folder, { disk: this.house.disk.left('synced'), log: () => {} })
    const meeting = blank()
    for (const { seq, event } of await store.load((await store.list())[0]!)) {
      evolve(meeting, event, seq)
      enter(meeting, event, digest)
    }
    await store.close()
    if (String(await json.write(meeting)) !== exported) this.wrongs.push('a fresh server tells another story')
  }
}
