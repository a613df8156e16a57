// Groups so small that their votes would tell on people: what is kept of them, and what of it anybody is shown.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { question } from '../../shared/meeting/question.ts'
import { LEAST, untold } from '../../shared/meeting/small.ts'
import { view } from '../../shared/meeting/view.ts'
import { report } from '../../shared/report.ts'
import { room } from '../law.ts'
import { record } from '../record.ts'
import { groups } from '../ruled.ts'

const apart = (more: object = {}) => question({ title: 'Both', kind: 'motion', rule: { eachGroup: true }, ...more })

/** Voters are of the two groups in turn. */
function closed(votes: (string | null)[], more: object = {}) {
  const run = record('en', [apart(more)], votes.length, groups)
  run.open(0, votes)
  run.close(0)
  return run
}
const counted = (run: ReturnType<typeof record>) => report(run.meeting).items[0]!.rounds[0]!.counted!

describe('M36 small groups', () => {
  test('are untold, and with them what could be worked out from the rest', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 6 }), (sizes) => {
        const hidden = new Set(untold(sizes.map((voted, id) => ({ id: String(id), voted }))))
        const voting = sizes.flatMap((voted, id) => (voted > 0 ? [{ voted, hidden: hidden.has(String(id)) }] : []))
        for (const { voted, hidden } of voting) if (!hidden) expect(voted).toBeGreaterThanOrEqual(LEAST)
        const rest = voting.filter(({ hidden }) => hidden)
        expect(rest.length > 0).toBe(voting.some(({ voted }) => voted < LEAST))
        // The whole less those that are shown is the sum of the rest.
        const sum = rest.reduce((sum, { voted }) => sum + voted, 0)
        if (rest.length > 0 && rest.length < voting.length)
          expect([rest.length > 1, sum >= LEAST]).toEqual([true, true])
      }),
    )
  })

  test('leave no votes of their own in the box, and their decision stands', () => {
    // Of the first group four vote, of the second five: the first one's votes would be the whole less the second's.
    const votes = ['yes', 'yes', 'yes', 'yes', 'no', 'yes', 'no', 'no', null, 'no']
    const run = closed(votes)
    const box = run.meeting.items[0]!.rounds[0]!.box!
    expect(box.groups).toBeUndefined()
    expect(box.small).toEqual([
      { group: groups[0]!.id, met: [false] },
      { group: groups[1]!.id, met: [true] },
    ])
    run.reveal(0)
    const { outcome, text } = counted(run)
    const measures = [false, true].map((met) => ({ of: null, needed: null, votes: null, met }))
    expect(outcome).toMatchObject({ type: 'rejected', yes: 5, no: 4, measures })
    expect(text!.detail).toContain(`${groups[0]!.title}: not carried. Its votes are not shown`)
    const named = closed(votes, { secrecy: 'named' })
    expect(counted(named).groups!.length).toBe(2)
  })

  test('are no more where five have voted in each', () => {
    const run = closed([...Array(9).fill('yes'), 'no'])
    expect([counted(run).small, counted(run).groups!.length]).toEqual([null, 2])
  })

  test('cannot vote on in the same round', () => {
    const run = closed(['yes', 'no', 'yes'])
    expect(() => run.reopen(0)).toThrow('small-groups')
    const large = closed(Array(10).fill('yes'))
    expect(() => large.reopen(0)).not.toThrow()
  })

  test('and large ones are shown apart from the reveal on, with a warning where all of one voted the same', () => {
    const run = closed([...Array(9).fill('yes'), 'no'], { visibility: 'closed' })
    const seen = () => view(run.meeting, 'moderator', room).current!.round!
    expect([seen().tally === null, seen().outcome]).toEqual([false, null])
    expect(() => run.reveal(0)).toThrow('unanimous')
    run.act(0, { type: 'reveal', anyway: true })
    expect(seen().outcome).toMatchObject({ measures: [{ votes: 5 }, { votes: 4 }] })
    const split = closed([...Array(8).fill('yes'), 'no', 'no'])
    expect(() => split.reveal(0)).not.toThrow()
    const named = closed(Array(10).fill('yes'), { secrecy: 'named' })
    expect(() => named.reveal(0)).not.toThrow()
  })
})
