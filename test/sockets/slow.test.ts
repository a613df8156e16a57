// Phones on lines that carry a kilobyte a second, or nothing: the others wait for nobody, and they see the latest in the end.
import { expect, test } from 'vitest'
import { Line } from '../../server/rehearsal/line.ts'
import { cast, deskOf, motions, phones, roundOf } from '../acts.ts'
import { within } from '../harness.ts'
import { proxy } from '../net/proxy.ts'

/** A view that takes such a line twelve seconds. */
const agenda = motions({ description: '가'.repeat(4000) })
const ROUNDS = 10

test(
  'V16 S1 phones on a crawling or a dead line hold up nobody, and are right within 10 s of a good one',
  () =>
    within({ agenda }, async (house) => {
      const desk = await deskOf(house)
      const brisk = await phones(house, 10)
      const nets = [await proxy(() => house.port), await proxy(() => house.port)]
      const slow = nets.flatMap(({ port }) =>
        Array.from({ length: 5 }, () => {
          const place = { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${house.port}` }
          return new Line<'phone'>({ ...place, role: 'phone', meeting: house.room.meeting.code })
        }),
      )
      try {
        await Promise.all(slow.map((line) => line.until(() => true)))
        const seats = slow.map(({ voter }) => voter)
        nets[0]!.set({ rate: 1000 })
        nets[1]!.silence('down')
        for (let n = 0; n < ROUNDS; n++) {
          await desk.open()
          const { id } = roundOf(house)
          await Promise.all(brisk.map((phone) => phone.until(({ current }) => current?.round?.id === id)))
          await Promise.all(brisk.map((phone) => cast(house, phone, 'yes')))
          expect(roundOf(house).ballots.size).toBe(brisk.length)
          if (n < ROUNDS - 1) await desk.void()
        }
        // None of them has seen the last round, or this would not have been a slow line.
        const last = roundOf(house).id
        expect(slow.filter(({ view }) => view?.current?.round?.id === last)).toEqual([])
        for (const net of nets) net.heal()
        const seen = slow.map((line) => line.until(({ current }) => current?.round?.id === last, 10_000))
        for (const view of await Promise.all(seen)) expect(view.current!.phase).toBe('open')
        expect(slow.map(({ voter }) => voter)).toEqual(seats)
      } finally {
        for (const line of slow) line.close()
        await Promise.all(nets.map((net) => net.close()))
      }
    }),
  30_000,
)
