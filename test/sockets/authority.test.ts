// Who may do what, in every phase: each command by each role, over real sockets.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { commands } from '../../shared/meeting/decide.ts'
import type { Phase } from '../../shared/meeting/meeting.ts'
import type { ClientRole } from '../../shared/protocol.ts'
import { deskOf, itemOf, roundOf } from '../acts.ts'
import { type House, start } from '../harness.ts'
import { clientRoles, commandRoles, houseRoles } from '../roles.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const table: Record<string, readonly string[]> = { ...commandRoles, ...houseRoles }
const types = Object.keys(table)

test('M22 no command is without a row here', () => {
  expect(Object.keys(commands).filter((type) => !table[type])).toEqual([])
})

describe.each(['draft', 'open', 'closed', 'revealed'] satisfies Phase[])('M22 while an item is %s', (phase) => {
  let house: House
  beforeAll(async () => {
    house = await start()
    const { open, close, reveal } = await deskOf(house)
    if (phase === 'draft') return
    await open()
    if (phase !== 'open') await close()
    if (phase === 'revealed') await reveal()
  })
  afterAll(() => house.stop())

  /** Everything any command asks for, right. */
  const full = () => {
    const round = phase === 'draft' ? 'round' : roundOf(house).id
    const target = { item: itemOf(house), id: itemOf(house), round, ballot: 'ballot', reason: 'because', vote: 'A' }
    return {
      ...target,
      seconds: 30,
      left: 5000,
      title: 'New',
      language: 'en',
      archived: true,
      to: 1,
      address: null,
      role: 'kiosk',
      voter: 'v',
      token: 't',
    }
  }

  test.each(clientRoles)('the role %s', async (role: ClientRole) => {
    const answers = new Map<string, string>()
    const now = () => house.room.meeting.seq
    // A device may send twenty commands at once.
    for (let from = 0; from < types.length; from += 15) {
      const client = await house.join(role)
      const seq = now()
      for (const type of types.slice(from, from + 15)) {
        const allowed = table[type]!.includes(role)
        // Those who may are not let to: what they send is not complete.
        const ack = await client.send(
          allowed
            ? { type }
            : { ...full(), type, item: type === 'add-item' ? { title: 'x', kind: 'motion' } : itemOf(house) },
        )
        answers.set(type, ack.ok ? 'done' : ack.refusal.code)
        if (!allowed) expect([type, now()]).toEqual([type, seq])
      }
    }
    for (const type of types)
      expect([type, answers.get(type) !== 'not-allowed']).toEqual([type, table[type]!.includes(role)])
  })
})

test('P10 the role of the house itself is nobody’s to take', async () => {
  const house = await start()
  await expect(house.join('server' as never)).rejects.toMatchObject({ code: 'invalid', field: 'role' })
  await house.stop()
})
