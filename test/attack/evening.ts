// A meeting with real sockets and a real folder, and all that an attacker has of it once it is over.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileStore } from '../../server/store/file.ts'
import { casting, deskOf, itemOf, movedClock, newBallot, phones, roundOf } from '../acts.ts'
import { type Client, type House, start } from '../harness.ts'

/** Numbers below `limit`, from a seed. */
export type Dice = (limit: number) => number

interface Heard {
  /** The place among those who vote in the round of the one who was voting when it was said, from 1. */
  step: number
  round: number
  /** The voter whose own phone it was said to. */
  own: number | null
  text: string
}

export interface Round {
  secrecy: string
  /** What each voter chose. */
  votes: string[]
  /** Voters in the order in which their last ballot came. */
  order: number[]
  /** The record's keys of votes, in the order it has them. */
  box: string[]
  /** Those of the receipts, in their order. */
  receipts: string[]
}

export interface Evidence {
  /** Voters' ids: whoever sits at the laptop may know whose phone is which. */
  voters: string[]
  rounds: Round[]
  /** Every byte of the data folder after the end, the log, the exports and the metrics. */
  left: string
  heard: Heard[]
  /** What must be nowhere in it. */
  secrets: string[]
}

export const options = ['A', 'B', 'C']
const letters = 'ACDEFGHJKMNPQRTUVWXY34679'

/** Holds a meeting of these items, each put to the vote once, with six to fourteen voters. */
export async function evening(dice: Dice, items: readonly Record<string, unknown>[]): Promise<Evidence> {
  const folder = await mkdtemp(join(tmpdir(), 'spotvote-attack-'))
  const { clock, pass } = movedClock()
  const secrets: string[] = []
  try {
    const store = await fileStore(folder, { log: () => {} })
    const agenda = { title: 'Attack', items: items.map((item, n) => ({ title: `Item ${n}`, ...paper, ...item })) }
    const watched = { ...store, append: watching(store.append, secrets) }
    const house = await start({ store: watched, agenda, clock })
    const desk = await deskOf(house)
    const people = await phones(house, 6 + dice(9))
    const wall = await house.join('projector')
    const others = [wall, await house.join('organizer'), await house.join('results')]
    const heard: Heard[] = []
    let [step, round] = [0, 0]
    const listen = (client: Client, own: number | null) =>
      client.socket.onAny((...said) => heard.push({ step, round, own, text: JSON.stringify(said) }))
    for (const client of [desk.moderator, ...others]) listen(client as Client, null)
    for (const [own, client] of people.entries()) listen(client as Client, own)
    const voters = people.map(({ voter }) => house.room.seats.voterOf(voter)!)
    secrets.push(...people.map(({ voter }) => voter))
    const rounds: Round[] = []
    for (const [n, item] of items.entries()) {
      step = 0
      round = n
      await desk.open(n)
      const votes = people.map(() => options[dice(options.length)]!)
      const order = shuffled(dice, [...people.keys()])
      for (const voter of order) {
        step++
        const vote = async (choice: string) => {
          const ballot = newBallot()
          secrets.push(ballot)
          const receipt = Array.from({ length: 8 }, () => letters[dice(letters.length)]).join('')
          const ack = await people[voter]!.do({ ...casting(house, choice, n, ballot), receipt })
          heard.push({ step, round, own: voter, text: JSON.stringify(ack) })
        }
        if (dice(4) === 0) await vote(options[dice(options.length)]!)
        await vote(votes[voter]!)
        // Whoever comes back is told what is in, as far as the mode allows.
        if (dice(3) === 0) {
          const back = await house.join('phone', { voter: people[voter]!.voter })
          heard.push({ step, round, own: voter, text: JSON.stringify(back.envelopes) })
          back.close()
        }
        await wall.until(({ current }) => current?.round?.turnout?.voted === step)
      }
      const closed = desk.close(n)
      await desk.moderator.until(({ current }) => current?.round?.closing === true)
      pass(2000)
      await house.room.handle({ type: 'seal', item: itemOf(house, n) }, { role: 'server' })
      await closed
      await desk.reveal(n)
      const box = roundOf(house, n).box!
      rounds.push({
        secrecy: String(item.secrecy),
        votes,
        order,
        box: box.votes.flatMap(({ key, count }) => Array<string>(count).fill(key)),
        receipts: (box.receipts ?? []).map(({ key }) => key),
      })
    }
    const asked = await answers(house)
    await house.stop()
    const left = [...(await contents(folder)), ...house.logged, ...asked].join('\n')
    // In a named round a voter's seat is the voter.
    return { voters, rounds, left, heard, secrets: secrets.filter((secret) => !voters.includes(secret)) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const paper = { kind: 'choice', options: ['Oak', 'Elm', 'Ash'], visibility: 'reveal' }

/** Remembers keys and pseudonyms as they pass. */
const watching =
  (append: Awaited<ReturnType<typeof fileStore>>['append'], secrets: string[]): typeof append =>
  (meeting, batch) => {
    for (const { event } of batch) {
      if (event.type === 'box-readied') secrets.push(event.key)
      if (event.type === 'cast') secrets.push(event.seat)
    }
    return append(meeting, batch)
  }

async function answers({ url, room, app }: House): Promise<string[]> {
  const { code } = room.meeting
  const paths = [
    '/metrics',
    `/${code}/results`,
    ...['json', 'csv'].map((name) => `/api/meetings/${code}/export/${name}`),
  ]
  const headers = { authorization: `Bearer ${app.rooms.organizerKey}` }
  return Promise.all(paths.map(async (path) => (await fetch(url + path, { headers })).text()))
}

async function contents(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return Promise.all(files.map(async (path) => `${path}\n${await readFile(path, 'utf8')}`))
}

function shuffled(dice: Dice, list: number[]): number[] {
  for (let at = list.length - 1; at > 0; at--) {
    const other = dice(at + 1)
    ;[list[at], list[other]] = [list[other]!, list[at]!]
  }
  return list
}
