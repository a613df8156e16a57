// What /metrics counts, and what it must never say.
import { expect, test } from 'vitest'
import { cast, casting, deskOf, motions, roundOf } from '../acts.ts'
import { within } from '../harness.ts'
import { ask } from '../wire.ts'

test('P25 /metrics counts commands, admissions, views and events, and says nothing of who or of what was chosen', () =>
  within({ agenda: motions({ secrecy: 'named' }) }, async (house) => {
    const desk = await deskOf(house)
    await desk.open()
    const phone = await house.join('phone')
    await cast(house, phone, 'yes')
    await phone.refused({ type: 'open', item: 'x' })
    await phone.refused({ type: 'no such thing', secret: phone.voter })
    await phone.refused(casting(house, 'perhaps'))
    const { status, text } = await ask(house, '/metrics')
    expect(status).toBe(200)
    const number = (name: string) =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.split(' ')
          .at(-1),
      )
    expect(number('spotvote_commands_total{type="cast",result="ok"}')).toBe(1)
    expect(number('spotvote_commands_total{type="cast",result="invalid"}')).toBe(1)
    expect(number('spotvote_commands_total{type="open",result="not-allowed"}')).toBe(1)
    expect(number('spotvote_commands_total{type="unknown",result="unknown-command"}')).toBe(1)
    expect(number('spotvote_admissions_total{result="ok"}')).toBeGreaterThanOrEqual(2)
    expect(number('spotvote_views_total{audience="moderator"}')).toBeGreaterThan(0)
    expect(number('spotvote_seats')).toBe(1)
    expect(number('spotvote_connections')).toBeGreaterThanOrEqual(2)
    expect(number('spotvote_events_total')).toBeGreaterThan(3)
    expect(number('spotvote_store_append_seconds_count')).toBeGreaterThan(2)
    const { id, key, ballots } = roundOf(house)
    const [seat, ballot] = [...ballots][0]!
    const secrets = [
      id,
      key!,
      seat,
      ballot.id,
      phone.voter,
      ...house.room.meeting.voters.keys(),
      house.room.meeting.code,
    ]
    for (const secret of [...secrets, ...Object.values(house.keys()), 'yes', 'perhaps'])
      if (secret) expect(text).not.toContain(secret)
  }))
