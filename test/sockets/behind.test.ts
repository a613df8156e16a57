// A connection that does not read what it is sent: nobody waits for it, and it gets the latest when it reads again.
import { expect, test } from 'vitest'
import { type Client, within } from '../harness.ts'

/** An agenda whose organizer's view is too large for the buffers on the way. */
const long = {
  title: 'Before',
  items: Array.from({ length: 110 }, (_, n) => ({
    title: `Item ${n}`,
    kind: 'motion',
    description: '가'.repeat(4000),
  })),
}
const VIEWS = 24

/** The WebSocket under a client. */
const wireOf = ({ socket }: Client<'organizer'>) =>
  (socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } }).ws

test('V16 who reads nothing is left out of what others are shown, holds nobody up, and then sees the latest', () =>
  within({ agenda: long }, async (house) => {
    const [reader, sleeper] = [await house.join('organizer'), await house.join('organizer')]
    wireOf(sleeper).pause()
    const [before, missed] = [reader.views.length, sleeper.views.length]
    for (let n = 1; n <= VIEWS; n++) {
      await reader.do({ type: 'edit-meeting', title: `Title ${n}`, language: 'en' })
      await reader.until(({ meeting }) => meeting.title === `Title ${n}`)
    }
    expect(reader.views.length - before).toBeGreaterThanOrEqual(VIEWS)
    expect(sleeper.views.length).toBe(missed)
    wireOf(sleeper).resume()
    await sleeper.until(({ meeting }) => meeting.title === `Title ${VIEWS}`)
    // What had no room on the way was never sent, and never kept.
    expect(sleeper.views.length - missed).toBeLessThan(VIEWS / 2)
  }))
