// A thousand meetings looked at afterwards, as whoever gets hold of the data folder could: what their order gives away.
import { expect, test, vi } from 'vitest'
import { type Random, seeded } from '../../server/rehearsal/moment.ts'
import { MeetingFiles } from '../../server/store/meeting-files.ts'
import { TestDisk } from '../faults/failing-disk.ts'
import { Clerk } from './store-script.ts'

vi.setConfig({ testTimeout: 60_000 })

const MEETINGS = 1000
const VOTERS = 12
/** Standard errors from nothing that a mean may be off: one honest product in ten thousand would be further. */
const CHANCE = 4

const random = seeded(45)

test('M19 S5 over a thousand meetings the order of nothing that is stored follows who came first, nor ties a voter to a vote', async () => {
  let boxes = 0
  const ties = { 'who voted': 0, 'what was voted': 0, 'voter and vote': 0 }
  for (let number = 0; number < MEETINGS; number++) {
    const { voters, votes, clerk, stored: files } = await meeting(`meeting-${number}`)
    expect(files.length).toBeGreaterThan(2)
    for (const secret of clerk.secrets) expect(files.some((text) => text.includes(secret))).toBe(false)
    const arrival = voters.map((_, index) => index)
    for (const text of files) {
      const [who, what] = [voters, votes].map((list) => list.map((one) => text.lastIndexOf(one)))
      // The journal says who took a seat, the box who voted and what was voted.
      if (!what!.includes(-1)) {
        boxes += 1
        ties['who voted'] += correlation(arrival, who!)
        ties['what was voted'] += correlation(arrival, what!)
        ties['voter and vote'] += correlation(who!, what!)
      } else expect(what!.filter((at) => at >= 0)).toEqual([])
    }
  }
  // Of two orders that have nothing to do with each other it is 0 on the whole, with this error.
  const error = 1 / Math.sqrt((VOTERS - 1) * MEETINGS)
  // Each box lies there twice, with the same bytes.
  expect(boxes).toBe(2 * MEETINGS)
  for (const [what, sum] of Object.entries(ties))
    expect([what, Math.abs(sum / boxes) < CHANCE * error]).toEqual([what, true])
})

/** One anonymous round of free answers, no two alike, in which everybody seated votes in an order of its own, some twice. */
async function meeting(id: string) {
  const clerk = new Clerk(id).command('add-item', { id: 'why', item: { title: 'Why?', kind: 'text' } })
  const name = () =>
    Math.floor(random() * 36 ** 8)
      .toString(36)
      .padStart(8, '0')
  const seats = Array.from({ length: VOTERS }, () => `v${name()}`)
  for (const voter of seats) clerk.command('seat', { voter, token: name() }, { role: 'server' })
  clerk.command('open', { item: 'why' }).done()
  const voters = shuffled(seats, random)
  const votes = voters.map(() => `answer ${name()}`)
  for (const [index, voter] of voters.entries()) {
    if (random() < 0.2) clerk.vote(voter, ['changed my mind']).done()
    clerk.vote(voter, [votes[index]]).done()
  }
  clerk.seal('why').done()
  const disk = new TestDisk()
  await disk.mkdir('/meetings')
  const files = new MeetingFiles(id, disk, '/meetings', () => {})
  for (const batch of clerk.batches) await files.append(batch)
  await files.close()
  return { voters, votes, clerk, stored: disk.paths().map((path) => disk.get(path).toString()) }
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

/** Spearman's, of lists without equal values: 1 in the same order, -1 in the opposite one. */
function correlation(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [one, other].map((list) => list.map((value) => list.filter((less) => less < value).length))
  const apart = a!.reduce((sum, rank, index) => sum + (rank - b![index]!) ** 2, 0)
  return 1 - (6 * apart) / (a!.length * (a!.length ** 2 - 1))
}
