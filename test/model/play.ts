// Plays a run on both sides and compares after every breath. Throws where they differ.
import { type Answer, Hall } from './hall.ts'
import { expected, found } from './look.ts'
import { type By, No, Reference, type Said } from './reference.ts'
import { commandOf, likely, type Run, spans, type Wish } from './wishes.ts'

interface Given {
  said: Said
  by: By
}
/** Commands given in one breath, or something else that happens; `fails`: which of the writes that follow does. */
type Act =
  | { what: 'give'; list: Given[]; fails: Wish['fails'] }
  | { what: 'wait'; milliseconds: number; fails: Wish['fails'] }
  | { what: 'restart' | 'sleep'; milliseconds: number }
  | { what: 'come' | 'go'; voter: string }
/** What should be answered, and how many writes it waits for: those of its own breath. */
interface Due {
  code: string
  writes: number
  /** Of a close: the round that it waits for. */
  round: string | undefined
}

/** All that happened, word for word: what is kept of a run that went wrong, whatever becomes of wishes. */
export interface Story extends Pick<Run, 'ground' | 'grouped' | 'questions'> {
  acts: Act[]
}

/** Where the two sides differ, and how it came to that. */
export class Divergence extends Error {
  readonly story: Story

  constructor(message: string, story: Story) {
    super(message)
    this.story = story
  }
}

/** How often each command was carried out or refused, by `type answer`. */
export type Tally = Map<string, number>

/** Of two hundred runs one is played in a real folder, and six on a disk that loses what was not synced. */
const groundOf = (number: number) => (number < 1 ? 'disk' : number < 7 ? 'power' : 'memory')
const events: readonly string[] = ['wait', 'come', 'go', 'restart', 'sleep']

/** Throws `Divergence`. */
export const play = (run: Run, tally: Tally = new Map()) => on(run, tally, (play) => play.wishes(run.wishes))

/** Throws `Divergence`. */
export const replay = (story: Story) => on(story, new Map(), (play) => play.acts(story.acts))

async function on(start: Omit<Story, 'acts'>, tally: Tally, happen: (play: Play) => Promise<void>) {
  const { ground, grouped, questions } = start
  const hall = await Hall.open(groundOf(ground), grouped, questions)
  try {
    await happen(new Play(hall, { ground, grouped, questions, acts: [] }, tally))
  } finally {
    await hall.close()
  }
}

class Play {
  readonly #hall: Hall
  #meeting: Reference
  readonly #tally: Tally
  readonly #casts: Given[] = []
  /** Closes that are answered when their round is sealed. */
  #closes: { round: string | undefined; answer: Answer }[] = []
  readonly #story: Story
  #names = 0

  constructor(hall: Hall, story: Story, tally: Tally) {
    this.#hall = hall
    this.#story = story
    this.#meeting = new Reference(hall.clock.now, story.grouped, story.questions)
    this.#tally = tally
  }

  async acts(acts: readonly Act[]) {
    for (const act of acts) await this.#act(act)
  }

  async wishes(wishes: readonly Wish[]) {
    const seat = () => ({ said: { type: 'seat', voter: this.#name('voter') }, by: { role: 'server' } })
    await this.#act({ what: 'give', list: [seat(), seat()], fails: null })
    for (let at = 0; at < wishes.length; ) {
      const wish = { ...wishes[at]!, type: likely(wishes[at]!, this.#meeting) }
      at += 1
      if (events.includes(wish.type)) {
        await this.#act(this.#event(wish))
        continue
      }
      const list = [this.#given(wish)]
      while (wishes[at]?.together && !events.includes(wishes[at]!.type)) list.push(this.#given(wishes[at++]!))
      await this.#act({ what: 'give', list, fails: wish.fails })
    }
  }

  #name = (what: string) => `${what}${this.#names++}`

  #given(wish: Wish): Given {
    const name = this.#name(wish.type.startsWith('cast') ? 'ballot' : 'voter')
    const given = commandOf(wish, this.#meeting, this.#casts, name)
    const { said, by } = given
    if (said.type === 'cast') this.#casts.push(given)
    // The ballots it takes the place of are still on their way.
    for (const ballot of (said['replaces'] as string[] | undefined) ?? [])
      this.#casts.push({ said: { ...said, ballot, replaces: [] }, by })
    return given
  }

  #event({ type, a, c, fails }: Wish): Act {
    const voters = [...this.#meeting.seats.keys()]
    const milliseconds = spans[c % spans.length]!
    if (type === 'wait') return { what: 'wait', milliseconds, fails }
    if (type === 'restart' || type === 'sleep') return { what: type, milliseconds }
    return { what: type as 'come' | 'go', voter: voters[a % Math.max(voters.length, 1)] ?? 'nobody' }
  }

  async #act(act: Act) {
    this.#story.acts.push(act)
    if (act.what === 'give') return this.#breath(act)
    if (act.what === 'wait') await this.#pass(act.milliseconds, act.fails === 0)
    else if (!('voter' in act))
      await (act.what === 'restart' ? this.#restart(act.milliseconds) : this.#sleep(act.milliseconds))
    else if (this.#meeting.seats.has(act.voter) && this.#meeting.here.has(act.voter) === (act.what === 'go'))
      this.#walk(act.what === 'go', act.voter)
    this.#compare()
  }

  #walk(out: boolean, voter: string) {
    const { presence } = this.#hall.room
    const id = this.#hall.ids.get(voter)!
    if (out) presence.leave(id)
    else presence.enter(id)
    if (out) this.#meeting.go(voter)
    else this.#meeting.come(voter)
  }

  async #restart(milliseconds: number) {
    await this.#hall.restart(milliseconds)
    this.#meeting.now = this.#hall.clock.now
    this.#meeting.restart()
    // Whoever waited for an answer is gone with the connection.
    this.#closes = []
    this.#same('seats', [...this.#meeting.seats.keys()], this.#hall.seats())
    await this.#pass(0, false)
  }

  async #sleep(milliseconds: number) {
    await this.#hall.sleep(milliseconds)
    this.#meeting.sleep(milliseconds)
    await this.#pass(0, false)
  }

  async #pass(milliseconds: number, refuses: boolean) {
    await this.#hall.pass(milliseconds, refuses ? 0 : undefined)
    const refused = this.#meeting.pass(milliseconds, refuses)
    this.#closed((open) => (refused ? 'not-saved' : open ? undefined : 'yes'))
  }

  async #breath({ list, fails }: Extract<Act, { what: 'give' }>) {
    const before = this.#hall.room.meeting.seq
    const answers = await this.#hall.give(list, fails ?? undefined)
    const { dues, refused, changed } = this.#decide(list, fails)
    this.#same('something changed', changed, this.#hall.room.meeting.seq > before)
    for (const [index, { code, round }] of dues.entries()) {
      const { type, voter } = list[index]!.said
      const answer = answers[index]!
      this.#tally.set(`${type} ${code}`, (this.#tally.get(`${type} ${code}`) ?? 0) + 1)
      if (type === 'close' && code === 'yes') this.#closes.push({ round, answer })
      else this.#same(`answer to ${type}`, code, answer.came)
      if (type === 'claim' && code === 'yes') this.#walk(false, voter as string)
    }
    // A round that the first write has sealed is sealed, whatever becomes of the second.
    this.#closed((open) => (!open ? 'yes' : refused ? 'not-saved' : undefined))
    if (!changed && !refused) return
    await this.#pass(0, false)
    this.#compare()
  }

  /** What the reference makes of them. The first change is written alone, and what else is said meanwhile in one write. */
  #decide(list: readonly Given[], fails: Wish['fails']) {
    const changes: { type: string; before: Reference | null }[] = []
    const dues = list.map(({ said, by }): Due => {
      const before = fails === null ? null : this.#meeting.copy()
      try {
        if (this.#meeting.give(said, by)) changes.push({ type: said.type, before })
      } catch (error) {
        if (error instanceof No) return { code: error.code, writes: 0, round: undefined }
        throw error
      }
      return { code: 'yes', writes: Math.min(changes.length, 2), round: this.#meeting.open?.name }
    })
    const lost = fails === null ? undefined : changes[fails]
    const kept = lost ? changes.slice(0, fails!) : changes
    if (lost) this.#meeting = lost.before!
    if (kept.length > 0) this.#meeting.recorded(kept.some(({ type }) => !['cast', 'seat', 'claim'].includes(type)))
    if (lost) this.#meeting.refused()
    for (const due of dues) if (lost && due.writes > fails!) due.code = 'not-saved'
    return { dues, refused: lost !== undefined, changed: kept.length > 0 }
  }

  /** Who waits for a close hears of it when the round is sealed, or when the disk has refused. */
  #closed(answers: (open: boolean) => string | undefined) {
    this.#closes = this.#closes.filter(({ round, answer }) => {
      const due = answers(this.#meeting.open?.name === round)
      this.#same('answer to a close', due, answer.came)
      return due === undefined
    })
  }

  #compare() {
    const [should, is] = [expected(this.#meeting), found(this.#hall)]
    for (const part of Object.keys(should) as (keyof typeof should)[]) this.#same(part, should[part], is[part])
  }

  #same(what: string, should: unknown, is: unknown) {
    if (should === is) return
    const [one, other] = [JSON.stringify(should), JSON.stringify(is)]
    if (one !== other) throw new Divergence(`${what} should be ${one}\nand is ${other}`, this.#story)
  }
}
