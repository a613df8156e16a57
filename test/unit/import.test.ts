// A ballot file of others becomes an item: its options and its rule, not its votes.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { BudgetConfig } from '../../shared/ballots/budget/ballot.ts'
import { importItem } from '../../shared/formats/import.ts'
import { question } from '../../shared/meeting/question.ts'
import { Refusal } from '../../shared/refusal.ts'
import { filesOfOthers } from '../others.ts'

const pb = (meta: string, projects: string) => `META
key;value
description;Town budget
budget;1000
num_projects;4
num_votes;0
${meta}
PROJECTS
project_id;cost;name
${projects}
VOTES
voter_id;vote${meta.includes('cumulative') ? ';points' : ''}
`
const four = '10;700;Bike path\n9;400;"Gym; outdoors"\n3;250;Bike path\n7;999999999;Gone'

test('a .pb file becomes a budget, in the order of the file, without what was withdrawn', () => {
  const { title, kind, config } = question(
    importItem(pb('vote_type;approval\nrule;equalshares/add1\nmax_length;3\ncurrency;EUR', four), 'town.pb'),
  )
  expect([title, kind]).toEqual(['Town budget', 'budget'])
  expect(config).toMatchObject({
    options: [
      { id: 'A', title: 'Bike path', cost: 700 },
      { id: 'B', title: 'Gym; outdoors', cost: 400 },
      { id: 'C', title: 'Bike path (2)', cost: 250 },
    ],
    ...{ budget: 1000, currency: 'EUR', ballot: 'approval', max: 3, count: 'equal-shares', completion: 'add1' },
  })
})

test.each([
  ['vote_type;choose-1\nrule;greedy', { ballot: 'approval', max: 1, count: 'greedy' }],
  ['vote_type;cumulative\nrule;greedy\nmax_sum_points;10', { ballot: 'points', points: 10 }],
  ['vote_type;approval\nrule;greedy\nmax_sum_cost;1000', { ballot: 'knapsack' }],
  ['vote_type;ordinal\nrule;unknown\nmax_length;2', { ballot: 'approval', max: 2, count: 'greedy' }],
])('%s', (meta, config) => {
  expect(question(importItem(pb(meta, four), 'x.PB')).config).toMatchObject(config)
})

test('what no ballot paper can show is refused', () => {
  const attempt = (text: string, file: string) => () => importItem(text, file)
  expect(attempt(pb('vote_type;approval\nrule;greedy', four.replace('400', '400.5')), 'x.pb')).toThrow(Refusal)
  expect(attempt('no such thing', 'x.pb')).toThrow(Refusal)
  expect(attempt('', 'x.docx')).toThrow(Refusal)
})

test('a PrefLib file becomes a ranking', () => {
  const text = `# TITLE: Board
# NUMBER ALTERNATIVES: 2
# ALTERNATIVE NAME 1: Kim
# ALTERNATIVE NAME 2: Lee
# NUMBER VOTERS: 3
# NUMBER UNIQUE ORDERS: 1
3: 2,1
`
  const { title, kind, config } = question(importItem(text, 'board.soc'))
  expect([title, kind]).toEqual(['Board', 'ranking'])
  expect(config).toMatchObject({ options: [{ title: 'Kim' }, { title: 'Lee' }] })
})

const { folder, here } = filesOfOthers('', 'items from ballot files')

test.skipIf(!here)('files of others', () => {
  const files = ['pb', 'ranked'].flatMap((sort) =>
    readdirSync(join(folder, sort)).map((name) => join(folder, sort, name)),
  )
  const real = files.filter((file) => /\.(pb|toi)$/.test(file))
  expect(real.length).toBeGreaterThan(5)
  for (const file of real) {
    const item = importItem(readFileSync(file, 'utf8'), file)
    // One of them is a district with a single project: nothing to choose between.
    if ((item['projects'] as unknown[] | undefined)?.length === 1) continue
    const { kind, config } = question(item)
    if (kind === 'budget') expect((config as BudgetConfig).options.length).toBeGreaterThan(1)
    else expect(kind).toBe('ranking')
  }
})
