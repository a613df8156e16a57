// A trial vote in memory: seen to be counted right on this machine before anybody votes, and by then the way of a vote
// is machine code. Without it the first thousand votes of an evening cost twice what later ones do.
import { parseAgenda } from '../shared/formats/agenda.ts'
import type { Actor } from '../shared/meeting/command.ts'
import { Rooms } from './rooms.ts'
import { newId } from './secrets.ts'
import { link } from './store/chain.ts'
import { memoryStore } from './store/memory.ts'
import type { Store } from './store/store.ts'

const VOTERS = 500
const ROUNDS = 4
const options = ['A', 'B', 'C', 'D', 'E']
const agenda = { title: 'Trial', items: [{ title: 'One of five', kind: 'choice', options }] }
const desk: Actor = { role: 'moderator' }

/** Takes about a tenth of a second. Throws where a vote was lost, or counted for something else. */
export async function trial(): Promise<void> {
  // Made into the lines of a journal, and forgotten.
  const store: Store = { ...memoryStore(), append: async (_, batch) => void link('', batch) }
  const rooms = await Rooms.open({ store, log: () => {} })
  const room = await rooms.make(parseAgenda(JSON.stringify(agenda)))
  const item = room.meeting.items[0]!
  const ids = (item.config as { options: { id: string }[] }).options.map(({ id }) => id)
  const seats = await Promise.all(Array.from({ length: VOTERS }, () => room.seat('seat')))
  for (let turn = 0; turn < ROUNDS; turn++) {
    await room.handle({ type: 'open', item: item.id, reason: 'again' }, desk)
    const round = item.rounds.at(-1)!
    const cast = ({ voter }: { voter: string }, n: number) => {
      const command = { type: 'cast', item: item.id, round: round.id, vote: ids[n % ids.length], ballot: newId() }
      return room.handle(command, { role: 'phone', voter })
    }
    await Promise.all(seats.map(cast))
    const counts = ids.map((id) => [...round.profile.values()].find(({ vote }) => vote === id)?.count)
    if (counts.some((count) => count !== VOTERS / ids.length))
      throw new Error(`a trial vote of ${VOTERS} was counted as ${counts}`)
    await room.handle({ type: 'void', item: item.id, round: round.id, reason: 'again' }, desk)
  }
  await rooms.close()
}
