// Scottish STV, from a file to its figures, stage by stage.
import type { RankedBallot } from '../../../shared/counting/ranked.ts'
import { decimal, exact, floor, type Rational, whole } from '../../../shared/counting/rational.ts'
import { type StvRule, stv } from '../../../shared/counting/stv.ts'
import { given, type Settings } from '../../../shared/formats/settings.ts'
import { type Counted, named, shown } from './counted.ts'

export function countStv(candidates: readonly string[], ballots: readonly RankedBallot[], settings: Settings): Counted {
  const seats = settings.whole('seats', 1) ?? 1
  const rule = settings.oneOf('rule', ['scottish', 'exact'])
  const lot = settings.ids('lot', 'order')
  const withdrawn = settings.ids('withdrawn')
  const count = stv(candidates, ballots, given<StvRule>({ seats, rule, lot, withdrawn }))
  const { valid, quota, elected, stages, lots } = count
  // The figures of exact counts are fractions; the others have five decimals and no more.
  const figure = rule === 'exact' ? exact : (number: Rational) => decimal(number, 5)
  const counted = (number: Rational) => (rule === 'exact' ? shown(number) : padded(number))
  return {
    result: {
      valid: exact(valid),
      quota: exact(quota),
      seats,
      elected,
      elected_set: [...elected].sort(),
      stage_votes: stages.map(({ votes }) => named(votes, figure)),
      stage_votes_floor: stages.map(({ votes }) => named(votes, (number) => exact(whole(floor(number))))),
      lot_used: lots.length > 0,
      lots,
      stages: stages.map(({ action, who, votes, notTransferable }) => ({
        action,
        who,
        votes: named(votes, counted),
        not_transferable: counted(notTransferable),
      })),
    },
    tell: (w) => [
      w.quota(shown(valid), seats, shown(quota)),
      ...stages.flatMap(({ action, who, votes, notTransferable, elected, lot }, index) => [
        {
          title: w.stage(index + 1, w.actions[action](who ?? '')),
          head: [w.option, w.votes],
          rows: [
            ...[...votes].map(([id, number]) => [id, counted(number)]),
            [w.notTransferable, counted(notTransferable)],
          ],
        },
        ...(lot ? [w.lot(lot)] : []),
        ...(elected.length > 0 ? [w.reached(elected)] : []),
      ]),
      w.elected(elected),
    ],
  }
}

/** Always five decimals: `135.00000`. */
function padded(number: Rational): string {
  const [units, decimals = ''] = String(decimal(number, 5)).split('.')
  return `${units}.${decimals.padEnd(5, '0')}`
}
