// A rehearsal from the first phone to the verdict: three votes, the last one all at once, and a ledger of every answer.
import { allowed, type Figures, judge, type Verdict } from '../../shared/meeting/rehearsal.ts'
import { audit, type Exported } from './audit.ts'
import { type Crowds, gather } from './crowds.ts'
import { behind, delayOf, pace, type Shown, timely } from './figures.ts'
import { type HouseLine, houseLine } from './house-line.ts'
import { Line } from './line.ts'
import { instant } from './moment.ts'
import type { Told } from './person.ts'
import { type OnProgress, reporting, type Tell } from './reports.ts'
import { arrival, type Stage } from './stage.ts'

/** Milliseconds in which so many people have read, thought and voted; and in which all do at the end of a countdown. */
const reading = (voters: number) => Math.min(5000, Math.max(1000, 20 * voters))
const RUSH = 1000
/** Milliseconds a vote may take, its phone locked meanwhile or not; and a phone, to show what is going on. */
const PATIENCE = 15_000
const SIGHT = 10_000

/**
 * Conducts the rehearsal that the house has made; the house judges it by the figures and removes it. Rejects where it
 * was taken back meanwhile (the house's refusal `no-meeting`), or where it could not be brought to its end.
 */
export async function conduct(stage: Stage, onprogress: OnProgress = () => {}): Promise<Verdict> {
  const house = houseLine(stage.url, stage.organizer)
  const reports = reporting(house, stage.code, onprogress)
  const stops: (() => void)[] = []
  try {
    const crowds = await gather(stage.crowd, stage.voters)
    stops.push(crowds.disperse)
    const play = new Play(stage, house, crowds)
    stops.push(() => play.end())
    const seen = await Promise.race([play.perform(reports.tell), reports.failed])
    await reports.stop()
    const figures: Figures = { ...seen, memory: Math.round(await reports.memory()) }
    await house.report(stage.code, { phase: 'over', done: 1, figures })
    return judge(figures)
  } finally {
    await reports.stop()
    for (const stop of stops) stop()
  }
}

type Seen = Omit<Figures, 'memory'>

class Play {
  readonly #stage: Stage
  readonly #house: HouseLine
  readonly #crowds: Crowds
  readonly #desk: Line<'moderator'>
  readonly #wall: Line<'projector'>
  readonly #shown: Shown[] = []
  readonly #told = new Map<string, Told[][]>()
  #astray = 0

  constructor(stage: Stage, house: HouseLine, crowds: Crowds) {
    const { url, code: meeting, moderator, projector } = stage
    this.#stage = stage
    this.#house = house
    this.#crowds = crowds
    this.#desk = new Line({ url, meeting, role: 'moderator', key: moderator })
    this.#wall = new Line({ url, meeting, role: 'projector', key: projector })
    this.#wall.onview = ({ seq }) => this.#shown.push({ seq, at: instant() })
  }

  end() {
    this.#desk.close()
    this.#wall.close()
  }

  async perform(tell: Tell): Promise<Seen> {
    const { voters } = this.#stage
    const [{ agenda }] = await Promise.all([this.#desk.until(() => true), this.#wall.until(() => true)])
    const came = await this.#join(tell)
    let rush: Told[] = []
    // Whoever stayed outside is verdict enough.
    const rounds = came.joined < voters ? [] : agenda
    for (const [index, { id }] of rounds.entries()) {
      const last = index === rounds.length - 1
      rush = await this.#vote(id, last, (share) => tell('voting', (index + share) / rounds.length))
    }
    tell('counting', 0)
    const exported = (await this.#house.exported(this.#stage.code)) as Exported
    const all = [...this.#told.values()].flat(2)
    // The wall says how many have voted: it has nothing to say of a vote that was changed.
    const first = [...this.#told.values()].flat().flatMap((votes) => votes.slice(0, 1))
    await this.#crowds.ask('leave', () => ({}))
    return {
      ...came,
      votes: all.length,
      perSecond: pace(rush),
      counted: delayOf(timely(all).map(({ sentAt, answeredAt }) => answeredAt - sentAt)),
      wall: delayOf(behind(timely(first), this.#shown)),
      ...audit(exported, this.#told),
      unanswered: all.filter(({ fate }) => fate !== 'ok').length,
      astray: this.#astray,
    }
  }

  async #join(tell: Tell): Promise<Pick<Seen, 'voters' | 'seconds' | 'joined' | 'joinedIn'>> {
    const { url, code: meeting, voters, seconds: asked } = this.#stage
    const seconds = asked ?? arrival(voters)
    const { joinedIn } = allowed(voters, seconds)
    const share = (crowd: number) =>
      Math.floor(voters / this.#crowds.size) + (crowd < voters % this.#crowds.size ? 1 : 0)
    const from = instant()
    const answers = await this.#crowds.ask(
      'join',
      (crowd) => ({
        ...{ url, meeting, count: share(crowd), within: seconds * 1000, seed: 1 + crowd * voters },
        patience: joinedIn * 1000,
      }),
      (count) => tell('joining', count / voters),
    )
    const joined = answers.reduce((sum, answer) => sum + answer.joined, 0)
    const took = Math.max(0, ...answers.map(({ at }) => at - from))
    return { voters, seconds, joined, joinedIn: Math.round(took / 100) / 10 }
  }

  /** One round from its opening to its reveal; every vote's story. */
  async #vote(item: string, rush: boolean, tell: (share: number) => void): Promise<Told[]> {
    await this.#act({ type: 'open', item })
    const { current } = await this.#desk.until(({ current }) => current?.id === item && current.phase === 'open')
    const round = current!.round!.id
    await this.#see(round, 'open')
    const order = { round, within: rush ? RUSH : reading(this.#stage.voters), patience: PATIENCE, lively: !rush }
    const answers = await this.#crowds.ask(
      'vote',
      () => order,
      (count) => tell((0.8 * count) / this.#stage.voters),
    )
    const told = answers.flatMap((answer) => answer.told)
    this.#told.set(round, told)
    await this.#act({ type: 'close', item, round })
    await this.#act({ type: 'reveal', item, round })
    await this.#see(round, 'revealed')
    tell(1)
    return told.flat()
  }

  async #see(round: string, phase: 'open' | 'revealed') {
    const answers = await this.#crowds.ask('see', () => ({ round, phase, patience: SIGHT }))
    const astray = answers.reduce((sum, answer) => sum + answer.astray, 0)
    this.#astray = Math.max(this.#astray, astray)
  }

  async #act(command: { type: string } & Record<string, unknown>) {
    const ack = await this.#desk.send(command)
    if (!ack.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(ack.refusal)}`)
  }
}
