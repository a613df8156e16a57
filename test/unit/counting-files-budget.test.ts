// Pabulib files of real cities, recounted: votes, points, and what each method funds.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { type EqualSharesOptions, equalShares } from '../../shared/counting/equal-shares.ts'
import { type GreedyOptions, greedy } from '../../shared/counting/greedy.ts'
import { exact, type Rational, rational } from '../../shared/counting/rational.ts'
import { parsePabulib } from '../../shared/formats/pabulib.ts'
import { pabulibBallots, pabulibMethod, pabulibProjects, pabulibVotes } from '../../shared/formats/pabulib-count.ts'
import { pabulibFile } from '../../shared/formats/pabulib-file.ts'
import { filesOfOthers } from '../others.ts'

// A busy machine needs longer than a test usually may.
vi.setConfig({ testTimeout: 30_000 })

interface Shares {
  funded_in_order: string[]
  cost: number
  per_voter_start: number | string
  per_voter_final: number | string
}
type Answer = Record<string, unknown> & {
  votes: Record<string, number>
  score?: Record<string, number>
  official_selected: string[] | null
}

const { folder, here } = filesOfOthers('pb', 'recounting budgets')
const answers: Record<string, Answer> = here ? JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) : {}
const files = here ? readdirSync(folder).filter((name) => name.endsWith('.pb')) : []

const variants: Record<string, EqualSharesOptions> = {
  none: { completion: 'none' },
  add1: { completion: 'add1', exhaustive: false },
  add1_exhaustive_stop: { completion: 'add1' },
  add1u: { completion: 'add1u' },
}
const plain = (map: ReadonlyMap<string, Rational>) => Object.fromEntries([...map].map(([id, n]) => [id, exact(n)]))

describe.skipIf(!here)('P recounting Pabulib files', () => {
  test('every answer has its file', () => expect(files.toSorted()).toEqual(Object.keys(answers).toSorted()))

  test.each(files)('%s', (name) => {
    const answer = answers[name]!
    const file = parsePabulib(readFileSync(join(folder, name), 'utf8'))
    const projects = pabulibProjects(file)
    const { votes, score } = pabulibVotes(file)
    expect(file.doubts).toEqual([])
    expect(file).toMatchObject({ rule: answer['rule'], voteType: answer['vote_type'] })
    expect(exact(file.budget)).toBe(answer['budget'])
    expect(plain(votes)).toEqual(answer.votes)
    expect(plain(score)).toEqual(answer.score ?? answer.votes)

    const threshold = rational(answer['threshold'])!
    const byVotes = (rule: NonNullable<GreedyOptions['rule']>) =>
      greedy(projects, score, file.budget, { rule, threshold }).funded
    expect(byVotes('skip')).toEqual(answer['greedy_skip'])
    expect(byVotes('no-skip')).toEqual(answer['greedy_no_skip'])

    for (const utility of ['cost', 'cardinality'] as const)
      for (const [variant, options] of Object.entries(variants)) {
        const expected = answer[`mes_${utility}_${variant}`] as Shares | undefined
        if (!expected) continue
        const result = equalShares(projects, pabulibBallots(file), file.budget, { ...options, utility })
        expect({
          funded_in_order: result.funded,
          cost: exact(result.cost),
          per_voter_start: exact(result.perVoterStart!),
          per_voter_final: exact(result.perVoterFinal!),
        }).toEqual(expected)
      }

    const { method, options } = pabulibMethod(file)!
    const funded =
      method === 'greedy'
        ? greedy(projects, score, file.budget, options).funded
        : equalShares(projects, pabulibBallots(file), file.budget, options).funded
    if (answer.official_selected) {
      expect(funded.toSorted()).toEqual(answer.official_selected.toSorted())
      const won = file.projects.filter(({ selected }) => selected === 1).map(({ id }) => id)
      expect(won.toSorted()).toEqual(answer.official_selected.toSorted())
    }
    expect(parsePabulib(pabulibFile(file))).toEqual(file)
  })
})
