// Ranked and STV files of others recounted to their published or independently counted results.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { irv } from '../../shared/counting/irv.ts'
import { condorcetWinner, pairwise } from '../../shared/counting/pairwise.ts'
import type { RankedBallot } from '../../shared/counting/ranked.ts'
import { decimal, exact, type Rational, rational, whole } from '../../shared/counting/rational.ts'
import { schulze } from '../../shared/counting/schulze.ts'
import { stv } from '../../shared/counting/stv.ts'
import { parseBlt } from '../../shared/formats/blt.ts'
import { parsePreflib } from '../../shared/formats/preflib.ts'
import { filesOfOthers } from '../others.ts'
import { figures, irvRule, roundsOf } from '../ranked.ts'

const { folder, here } = filesOfOthers('', 'recounting rankings')
const text = (name: string) => readFileSync(join(folder, name), 'utf8')
const read = (name: string) => JSON.parse(text(name))
const at = (names: readonly string[], ranks: readonly (readonly number[])[]) =>
  ranks.map((rank) => rank.map((place) => names[place]!))

interface Election {
  options: string[]
  ballots: RankedBallot[]
}

function preflib(name: string): Election {
  const { alternatives, orders } = parsePreflib(text(name), 'toi')
  return {
    options: alternatives,
    ballots: orders.map(({ count, ranks }) => ({ weight: whole(count), ranks: at(alternatives, ranks) })),
  }
}

/** One character an option, its rank; options by their numbers. */
function debian(name: string) {
  const file = read(name) as { options: string[]; default_option: number; quorum: number; ballots: [string, number][] }
  const options = file.options.map((_, place) => String(place + 1))
  const ballots = Object.entries(file.ballots).map(([marks, count]): RankedBallot => {
    const ranks: string[][] = []
    for (const [place, mark] of [...marks].entries()) {
      const rank = mark === '-' ? null : Number.parseInt(mark, 36)
      if (rank !== null) ranks[rank] = [...(ranks[rank] ?? []), options[place]!]
    }
    return { weight: rational(count)!, ranks: Array.from(ranks, (rank) => rank ?? []) }
  })
  return { options, ballots, default: String(file.default_option), quorum: rational(file.quorum)! }
}

/** Numbers rank by rank; `-` skipped, `x` several marks. */
function portland(name: string): Election {
  const file = read(name) as { candidates: string[]; ballots: Record<string, number> }
  const marks = (mark: string) =>
    mark === 'x' ? ['#1', '#2'] : mark === '-' ? [] : [file.candidates[Number(mark) - 1]!]
  return {
    options: file.candidates,
    ballots: Object.entries(file.ballots).map(([line, count]) => ({
      weight: whole(count),
      ranks: line.split(' ').filter(Boolean).map(marks),
    })),
  }
}

interface Places extends Election {
  seats: number
  withdrawn: string[]
}

function blt(name: string): Places {
  const { seats, candidates, withdrawn, ballots } = parseBlt(text(name))
  return {
    options: candidates,
    seats,
    withdrawn: at(candidates, [withdrawn]).flat(),
    ballots: ballots.map(({ weight, ranks }) => ({ weight, ranks: at(candidates, ranks) })),
  }
}

function scottish(name: string): Places {
  const [head, ...rows] = text(name).trim().split(/\r?\n/)
  const options = rows.flatMap((row) => /^"Candidate \d+","([^"]*)"/.exec(row)?.[1] ?? [])
  const papers = rows.filter((row) => /^\d/.test(row)).map((row) => row.split(',').filter(Boolean).map(Number))
  return {
    options,
    seats: Number(head!.split(',')[1]),
    withdrawn: [],
    ballots: papers.map(([count, ...marks]) => ({ weight: whole(count!), ranks: marks.map((n) => [options[n - 1]!]) })),
  }
}

const fixed = (value: Rational) => {
  const [units, cents = ''] = String(decimal(value, 5)).split('.')
  return `${units}.${cents.padEnd(5, '0')}`
}

describe.skipIf(!here)('files of others', () => {
  const ranked = () => read('ranked/expected.json')
  const burlington = () => preflib('ranked/00005-00000002.toi')

  test.each(['exhaust', 'skip'] as const)('Burlington 2009 by instant run-off, overvotes: %s', (overvote) => {
    const { options, ballots } = burlington()
    const expected = ranked()['00005-00000002.toi'][`irv_overvote_${overvote}`]
    const result = irv(options, ballots, { overvote, batch: true })
    expect({ winner: result.winner, rounds: roundsOf(result, expected.rounds) }).toEqual(expected)
  })

  test('Burlington 2009 in pairs', () => {
    const { options, ballots } = burlington()
    const expected = ranked()['00005-00000002.toi']
    const result = schulze(pairwise(options, ballots))
    expect(result.condorcetWinner).toBe(expected.condorcet_winner)
    expect(result.order).toEqual(expected.schulze_order)
    expect(Object.fromEntries([...result.d].map(([a, row]) => [a, figures(row)]))).toEqual(expected.pairwise)
  })

  test.each(['2004', '2006', '2012'])('Debian project leader %s', (year) => {
    const { options, ballots, ...rule } = debian(`ranked/debian-${year}-leader.json`)
    const { official, counter } = ranked()[`debian-${year}-leader.json`]
    const d = pairwise(options, ballots)
    const { dropped, winners, order } = schulze(d, rule)
    const rows = options.map((a) => options.map((b) => (a === b ? 0 : exact(d.get(a)!.get(b)!))))
    expect(rows).toEqual(official.matrix)
    expect([...dropped]).toEqual(official.dropped_by_majority.map((option: number) => [String(option), 'majority']))
    expect(winners.map(Number)).toEqual(official.winner)
    expect(order.map((group) => group.map(Number))).toEqual(counter.order_of_kept)
    expect(Number(condorcetWinner(d))).toBe(counter.condorcet_winner_of_all)
  })

  test('Portland 2015, fourteen rounds', () => {
    const { options, ballots } = portland('ranked/portland-2015-sample.json')
    const { options: settings, ...expected } = ranked()['portland-2015-sample.json'].rctab
    const { winner, rounds } = irv(options, ballots, irvRule(settings))
    expect({
      winner,
      rounds: rounds.length,
      first_round: figures(rounds[0]!.votes),
      eliminated: rounds.map(({ eliminated }) => eliminated),
      last_round: figures(rounds.at(-1)!.votes),
      last_inactive: figures(Object.entries(rounds.at(-1)!.inactive)),
      lots: rounds.map(({ lot }) => lot).filter(Boolean),
    }).toEqual(expected)
  })

  test.each([
    'Springburn-2007.blt',
    'eilean_siar_2012_ward3.csv',
    '42.blt',
    'SC-Vm-12.blt',
    'weak-surplus.blt',
    'weak-defeat.blt',
  ])('%s, every stage', (name) => {
    const { options, ballots, seats, withdrawn } = (name.endsWith('.blt') ? blt : scottish)(`stv/${name}`)
    const { rule: _rule, published: _published, lot_order, ...expected } = read('stv/expected.json')[name]
    const result = stv(options, ballots, { seats, withdrawn, lot: lot_order })
    expect({
      seats,
      valid: exact(result.valid),
      quota: exact(result.quota),
      elected_in_order: result.elected,
      lots: result.lots,
      stages: result.stages.map(({ action, who, votes, notTransferable }) => ({
        action,
        who,
        votes: Object.fromEntries([...votes].map(([id, count]) => [id, fixed(count)])),
        not_transferable: fixed(notTransferable),
      })),
    }).toEqual(expected)
  })
})
