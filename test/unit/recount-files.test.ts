// Elections of others, with every stage and every project as published, through the recount. Skipped where they are absent.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { equalShares } from '../../recount/count/equal-shares.ts'
import { irv } from '../../recount/count/irv.ts'
import { preferences, schulze } from '../../recount/count/schulze.ts'
import { stv } from '../../recount/count/stv.ts'
import { filesOfOthers } from '../others.ts'

const { folder, here } = filesOfOthers('', 'the recount of published elections')
const read = (...name: string[]) => readFileSync(join(folder, ...name), 'utf8')
const expected = here ? JSON.parse(read('stv', 'expected.json')) : {}

/** Names tidied, papers with at most one option a place. */
function blt(text: string) {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('['))
  const [count = 0, seats = 0] = lines[0]!.split(/\s+/).map(Number)
  const end = lines.indexOf('0')
  const names = lines
    .slice(end + 1, end + 1 + count)
    .map((line) => line.replaceAll('"', '').replace(/\s+/g, ' ').trim())
  const papers = lines.slice(1, end).map((line) => {
    const [weight = 0, ...ranks] = line.split(/\s+/).map(Number)
    return { weight, ranks: ranks.filter((n) => n > 0).map((n) => names[n - 1]!) }
  })
  return { names, seats, papers: papers.filter(({ ranks }) => ranks.length > 0) }
}

function scottish(text: string) {
  const lines = text.split(/\r?\n/).filter(Boolean)
  const [count = 0, seats = 0] = lines[0]!.split(',').map(Number)
  const names = lines
    .filter((line) => line.startsWith('"Candidate'))
    .map((line) => line.split('","')[1]!.replace(/\s+/g, ' ').replaceAll('"', '').trim())
  const papers = lines
    .slice(1)
    .filter((line) => /^\d/.test(line))
    .map((line) => {
      const [weight = 0, ...ranks] = line.split(',').filter(Boolean).map(Number)
      return { weight, ranks: ranks.map((n) => names[n - 1]!) }
    })
  expect(names).toHaveLength(count)
  return { names, seats, papers }
}

describe.runIf(here)('B15 R16 single transferable vote, stage by stage', () => {
  test.each(Object.keys(expected))('%s', (file) => {
    const answer = expected[file]
    const { names, seats, papers } = file.endsWith('.csv') ? scottish(read('stv', file)) : blt(read('stv', file))
    const lot: string[] = [...(answer.lot_order ?? names)]
    const result = stv(names, papers, answer.seats ?? seats, lot)
    expect([result.valid, result.quota]).toEqual([answer.valid, answer.quota])
    expect(result.winners).toEqual(answer.elected_in_order)
    for (const [n, { votes }] of answer.stages.entries()) {
      const round = result.rounds[n]
      if (!round) continue
      for (const [name, figure] of Object.entries<string>(votes))
        expect([n, name, round.votes[names.indexOf(name)] ?? 0]).toEqual([n, name, Number(figure)])
    }
  })
})

/** A Pabulib file as tables; its cells hold no quoted separators in the columns read here. */
function pabulib(text: string) {
  const sections: Record<string, string[][]> = {}
  let rows: string[][] = []
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    if (['META', 'PROJECTS', 'VOTES'].includes(line.trim())) sections[line.trim()] = rows = []
    else if (line) rows.push(line.split(';'))
  }
  const table = (name: string) => {
    const [header = [], ...lines] = sections[name]!
    return lines.map((cells) => new Map(header.map((title, n) => [title, cells[n] ?? ''])))
  }
  return {
    meta: new Map(sections['META']!.map(([key = '', value = '']) => [key, value])),
    projects: table('PROJECTS'),
    votes: table('VOTES'),
  }
}

test.runIf(here)('B14 R16 equal shares with add1: Assen 2024, as the town funded it', () => {
  const { meta, projects, votes } = pabulib(read('pb', 'Netherlands_Assen_2024.pb'))
  const ballots = votes.map((vote) => vote.get('vote')!.split(',').filter(Boolean))
  const listed = projects.map((project) => {
    const id = project.get('project_id')!
    return { id, cost: Number(project.get('cost')), votes: ballots.filter((ids) => ids.includes(id)).length }
  })
  const { funded } = equalShares({
    projects: listed,
    buyers: ballots.map((ids) => ({ weight: 1n, marks: new Map(ids.map((id) => [id, 1n])) })),
    budget: Number(meta.get('budget')),
    utility: 'cost',
    completion: 'add1',
    step: 1,
    order: listed.map(({ id }) => id),
  })
  const town = projects.filter((project) => project.get('selected') === '1').map((project) => project.get('project_id'))
  expect(funded.toSorted()).toEqual(town.toSorted())
})

test.runIf(here)('B15 R16 Burlington 2009: the run-off elects Kiss, Montroll wins every pair', () => {
  const text = read('ranked', '00005-00000002.toi')
  const names = new Map([...text.matchAll(/^# ALTERNATIVE NAME (\d+): (.*)$/gm)].map(([, n, name]) => [n!, name!]))
  const papers = text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .flatMap((line) => {
      const [weight, ranks = ''] = line.split(': ')
      // Who stands at one place with another is left out here, with all that follows.
      return [
        {
          weight: Number(weight),
          ranks: (ranks.split('{')[0] ?? '')
            .split(',')
            .map((n) => n.trim())
            .filter(Boolean),
        },
      ]
    })
    .filter(({ ranks }) => ranks.length > 0)
  const ids = [...names.keys()]
  const elected = irv(ids, papers, ids).winners.map((id) => names.get(id))
  expect(elected).toEqual(['Bob Kiss'])
  expect(names.get(schulze(ids, preferences(ids, papers)).condorcet!)).toBe('Andy Montroll')
})

const leaders = [
  ['2004', 'Martin Michlmayr'],
  ['2006', 'Anthony Towns'],
  ['2012', 'Stefano Zacchiroli'],
] as const
test.runIf(here).each(leaders)('B15 R16 Schulze: the Debian leader of %s is %s', (year, leader) => {
  const { options, ballots } = JSON.parse(read('ranked', `debian-${year}-leader.json`)) as {
    options: string[]
    ballots: Record<string, number>
  }
  const rank = (ballot: string, n: number) => (ballot[n] === '-' ? 99 : Number.parseInt(ballot[n]!, 16))
  const prefer = (a: number, b: number) =>
    Object.entries(ballots).reduce((all, [ballot, many]) => all + (rank(ballot, a) < rank(ballot, b) ? many : 0), 0)
  const pairs = options.map((_, a) => options.map((_, b) => prefer(a, b)))
  expect(schulze(options, pairs).winners).toEqual([leader])
})
