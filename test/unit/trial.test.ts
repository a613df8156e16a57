// The trial vote before a meeting, and the pace at which a room writes.
import { afterEach, expect, test, vi } from 'vitest'
import { turns } from '../../server/group.ts'
import { Room } from '../../server/room.ts'
import { trial } from '../../server/trial.ts'

afterEach(() => vi.restoreAllMocks())

test('a trial vote is counted right, and leaves nothing open', () => expect(trial()).resolves.toBeUndefined())

test.each(['lost', 'counted for something else'])('a trial in which one vote is %s stops the start', async (fate) => {
  const { handle } = Room.prototype
  let casts = 0
  vi.spyOn(Room.prototype, 'handle').mockImplementation(function (this: Room, command, actor) {
    if (command.type !== 'cast' || ++casts !== 700) return handle.call(this, command, actor)
    return fate === 'lost' ? Promise.resolve(0) : handle.call(this, { ...command, vote: 'A' }, actor)
  })
  await expect(trial()).rejects.toThrow('a trial vote of 500 was counted as')
})

test('the first write goes at once, and one on its heels waits; at no pace none does', async () => {
  const turn = turns(5)
  expect(turn()).toBeUndefined()
  const from = performance.now()
  await turn()
  expect(performance.now() - from).toBeGreaterThan(3)
  const free = turns(0)
  expect([free(), free()]).toEqual([undefined, undefined])
})
