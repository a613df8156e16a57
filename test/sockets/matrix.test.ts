// Who may do what, when: every command by every role in every phase, with the answer it must get.
import { describe, expect, test, vi } from 'vitest'
import { memoryStore } from '../../server/store/memory.ts'
import type { Role } from '../../shared/meeting/command.ts'
import { commands, decide } from '../../shared/meeting/decide.ts'
import { evolve } from '../../shared/meeting/evolve.ts'
import { Refusal } from '../../shared/refusal.ts'
import { answerIn, answers, houseAnswers, unreleased } from '../answers.ts'
import { type Client, type House, within } from '../harness.ts'
import { type PhaseName, phaseNames, Stage } from '../phases.ts'
import { clientRoles, commandRoles, houseRoles } from '../roles.ts'

vi.setConfig({ testTimeout: 60_000 })

const types = Object.keys(answers) as (keyof typeof answers)[]
const houseTypes = Object.keys(houseAnswers) as (keyof typeof houseAnswers)[]
const allRoles: readonly Role[] = [...clientRoles, 'server']
const frozen = (meeting: unknown) => JSON.stringify(meeting, (_, part) => (part instanceof Map ? [...part] : part))

/** Everything any command asks for, right. */
const complete = (type: string, round: string) => ({
  type,
  round,
  ...(type === 'add-item' || type === 'edit-item'
    ? { id: type === 'add-item' ? 'new' : 'item', item: { title: 'New', kind: 'motion' } }
    : { id: 'item', item: 'item' }),
  vote: type === 'casting-vote' ? 'yes' : ['word'],
  ballot: 'ballot',
  group: 'B',
  reason: 'because',
  seconds: 30,
  left: 5000,
  to: 1,
  title: 'New',
  language: 'en',
  archived: true,
  address: null,
  role: 'kiosk',
  scene: null,
  edits: { do: 'hide', text: 'word' },
  voter: 'voter9',
  token: 'token9',
  name: 'Lee',
  key: 'C'.repeat(42) + 'A',
  signature: 'C'.repeat(85) + 'A',
  scrutineer: 'scrutineer',
  n: 1,
  held: 'ACDE-ACDE-ACDE',
  shown: null,
})

function expected(type: (typeof types)[number], role: Role, phase: PhaseName) {
  if (!commandRoles[type].includes(role)) return 'not-allowed'
  const row = role === 'kiosk' && (type === 'cast' || type === 'join-group') ? unreleased : answers[type]
  return answerIn(row, phase)
}

/** Decides a command, and folds what follows. */
function answer(stage: Stage, type: string, role: Role, phase: PhaseName) {
  const voter = role === 'phone' ? 'voter1' : role === 'kiosk' && phase === 'tablet taken' ? 'tablet' : undefined
  try {
    const actor = { role, ...(voter && { voter }) }
    const events = decide(stage.meeting, complete(type, stage.round), actor, stage.context)
    for (const event of events) evolve(stage.meeting, event, stage.meeting.seq + 1)
    return 'ok'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

let cells = 0

test('M22 no command is without a row', () => {
  expect(Object.keys(commands).sort()).toEqual([...types].sort())
  expect(Object.keys(commandRoles).sort()).toEqual([...types].sort())
  expect(Object.keys(houseRoles).sort()).toEqual([...houseTypes].sort())
})

describe.each(phaseNames)('M22 %s', (phase) => {
  test('every command by every role is answered as the table says', () => {
    for (const type of types)
      for (const role of allRoles) {
        const stage = new Stage(phase)
        const before = frozen(stage.meeting)
        const said = answer(stage, type, role, phase)
        expect([type, role, said]).toEqual([type, role, expected(type, role, phase)])
        if (said !== 'ok') expect([type, role, frozen(stage.meeting)]).toEqual([type, role, before])
        cells += 1
      }
  })

  test('and over sockets: whoever may not is refused, nothing changes, and the house answers for its own', async () => {
    const stage = new Stage(phase)
    const store = memoryStore()
    await store.append('meeting', stage.events)
    await within({ store, clock: () => stage.now }, async (house) => {
      // A round whose time was up when the house started has been given more.
      const before = frozen(house.room.meeting)
      for (const role of clientRoles) {
        const forbidden = types.filter(
          (type) => !commandRoles[type].includes(role) && !houseTypes.includes(type as never),
        )
        const line = devices(house, role)
        for (const type of forbidden) {
          const ack = await (await line.next()).value!.send(complete(type, stage.round))
          expect([type, role, !ack.ok && ack.refusal.code]).toEqual([type, role, 'not-allowed'])
          cells += 1
        }
      }
      expect(frozen(house.room.meeting)).toBe(before)
      for (const type of houseTypes)
        for (const role of clientRoles) {
          const client: Client = await house.join(role, role === 'phone' ? { voter: 'token1' } : {})
          const ack = await client.send(complete(type, stage.round))
          const allowed = houseRoles[type].includes(role)
          const right = allowed ? answerIn(houseAnswers[type], phase) : 'not-allowed'
          expect([type, role, ack.ok ? 'ok' : ack.refusal.code]).toEqual([type, role, right])
          client.close()
          cells += 1
        }
    })
  })
})

/** Devices that take turns: each may send twenty commands at once. */
async function* devices(house: House, role: (typeof clientRoles)[number]) {
  for (let seat = 2; ; seat++) {
    const client: Client = await house.join(role, role === 'phone' ? { voter: `token${seat}` } : {})
    for (let sent = 0; sent < 19; sent++) yield client
    client.close()
  }
}

test('P10 the role of the house itself is nobody’s to take', () =>
  within({}, (house) =>
    expect(house.join('server' as never)).rejects.toMatchObject({ code: 'invalid', field: 'role' }),
  ))

test('M22 every cell was looked at', () => {
  const pure = types.length * allRoles.length
  const forbidden = clientRoles.flatMap((role) =>
    types.filter((type) => !commandRoles[type].includes(role) && !houseTypes.includes(type as never)),
  )
  expect(cells).toBe(phaseNames.length * (pure + forbidden.length + houseTypes.length * clientRoles.length))
  expect(cells).toBeGreaterThan(5000)
  console.log(
    `${cells} cells: ${types.length + houseTypes.length} commands, ${allRoles.length} roles, ${phaseNames.length} phases`,
  )
})
