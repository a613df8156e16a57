// Pabulib files: what is read, what is refused with its line, what is written; damaged ones are read or refused, no more.
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { exact, rational, whole } from '../../shared/counting/rational.ts'
import { type Pabulib, type PabulibVote, pabulibVoteTypes, parsePabulib } from '../../shared/formats/pabulib.ts'
import { pabulibBallots, pabulibMethod, pabulibProjects, pabulibVotes } from '../../shared/formats/pabulib-count.ts'
import { pabulibFile } from '../../shared/formats/pabulib-file.ts'
import { Refusal, type RefusalDetails } from '../../shared/refusal.ts'
import { refusalText } from '../../shared/words/refusal.ts'

// A busy machine needs longer than a test usually may.
vi.setConfig({ testTimeout: 30_000 })

const meta = (voteType: string, ...more: string[]) => [
  ...['META', 'key;value', 'description;A test', 'country;Worldwide', 'unit;Here', 'instance;2026', 'num_projects;3'],
  ...['num_votes;3', 'budget;100.5', `vote_type;${voteType}`, 'rule;greedy', 'date_begin;01.01.2026'],
  ...['date_end;31.01.2026', ...more],
]
const projects = [
  'PROJECTS',
  'project_id;cost;votes;name;selected',
  '10;50;2;Trees;1',
  '9;25.25;1;"A ""b""; c";0',
  'x;7;1;;2',
]
const approval = [...meta('approval'), ...projects, 'VOTES', 'voter_id;vote', 'a;10,9', 'b;x,10', 'c;']
const scored = (type: string, ...more: string[]) => [
  ...meta(type, ...more),
  ...projects,
  ...['VOTES', 'voter_id;points;vote', 'a;5,2;10,9', 'b;1,4;x,10', 'c;;'],
]
const text = (lines: readonly string[]) => lines.join('\n')

function refusal(text: string): RefusalDetails {
  try {
    parsePabulib(text)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid') return error.details
    throw error
  }
  throw new Error('was read')
}

describe('reading', () => {
  test('sections, quotes, lists, decimals and other columns', () => {
    const file = parsePabulib(text(approval))
    expect(exact(file.budget)).toBe('201/2')
    expect(file.projects.map(({ id, cost, name, selected }) => [id, exact(cost), name, selected])).toEqual([
      ['10', 50, 'Trees', 1],
      ['9', '101/4', 'A "b"; c', 0],
      ['x', 7, '', 2],
    ])
    expect(file.votes.map(({ voter, vote }) => [voter, ...vote])).toEqual([['a', '10', '9'], ['b', 'x', '10'], ['c']])
    expect([...file.meta.keys()]).toEqual(['description', 'country', 'unit', 'instance', 'date_begin', 'date_end'])
    expect(file.doubts).toEqual([])
  })

  test('a BOM, Windows line ends, blank lines, no last line end, columns and keys in any order, sections too', () => {
    const file = parsePabulib(text(approval))
    const [head, body] = [approval.slice(0, 13), approval.slice(13)]
    expect(parsePabulib(`\uFEFF${approval.join('\r\n')}\r\n\r\n`)).toEqual(file)
    expect(parsePabulib(text([...body, '', ...head.slice(0, 2), ...head.slice(2).toReversed()]))).toEqual(file)
    const swapped = ['PROJECTS', 'name;selected;cost;project_id', 'Trees;1;50;10', '"A ""b""; c";0;25.25;9', ';2;7;x']
    const order = ['VOTES', 'sex;vote;voter_id', 'F;10,9;a', 'M;" x, 10";b', ';;c']
    const other = parsePabulib(text([...head, ...swapped, ...order]))
    expect(other.projects).toEqual(file.projects)
    expect(other.votes.map(({ more, ...vote }) => vote)).toEqual(file.votes.map(({ more, ...vote }) => vote))
    expect(other.votes[0]!.more).toEqual(new Map([['sex', 'F']]))
  })

  test('a quoted cell may go over lines; a line keeps its number', () => {
    const lines = text(approval).replace('Trees', '"Trees\nand ""more"""')
    expect(parsePabulib(lines).projects[0]!.name).toBe('Trees\nand "more"')
    expect(refusal(lines.replace('b;x,10', 'b;y,10'))).toMatchObject({ line: 23, got: 'y' })
  })

  test('points by vote type: one each, as given, by place, with the default of who is not named', () => {
    const points = (lines: readonly string[]) => {
      const file = parsePabulib(text(lines))
      const shown = (map: ReadonlyMap<string, { n: bigint; d: bigint }>) => [...map.values()].map(exact)
      return [shown(pabulibVotes(file).votes), shown(pabulibVotes(file).score)]
    }
    expect(points(approval)).toEqual([
      [2, 1, 1],
      [2, 1, 1],
    ])
    expect(points(scored('cumulative'))[1]).toEqual([9, 2, 1])
    expect(points(scored('scoring', 'default_score;-1'))[1]).toEqual([8, 0, -1])
    const ordinal = (...more: string[]) => [...meta('ordinal', ...more), ...approval.slice(13)]
    expect(points(ordinal('max_length;2'))[1]).toEqual([3, 1, 2])
    expect(points(ordinal())[1]).toEqual([5, 2, 3])
    expect(pabulibBallots(parsePabulib(text(approval))).map(({ marks }) => [...marks.keys()])).toEqual([
      ['10', '9'],
      ['x', '10'],
      [],
    ])
  })

  test('a withdrawn project is known by its cost; the rule says how the file was decided', () => {
    const file = parsePabulib(text(approval).replace('x;7', 'x;999999999'))
    expect(pabulibProjects(file).map(({ withdrawn }) => withdrawn)).toEqual([undefined, undefined, true])
    const method = (rule: string) => pabulibMethod({ ...file, rule })
    expect(method('greedy-no-skip')).toMatchObject({ method: 'greedy', options: { rule: 'no-skip' } })
    expect(method('equalshares/add1')).toEqual({ method: 'equal-shares', options: { completion: 'add1' } })
    for (const rule of ['unknown', 'greedy-custom', 'equalshares-comparison']) expect(method(rule)).toBeNull()
  })

  test('a file that contradicts its own votes is read, and it is said', () => {
    const lines = text(approval)
      .replace('10;50;2', '10;50;12')
      .replace('project_id;cost;votes', 'project_id;cost;score')
    expect(parsePabulib(lines).doubts).toEqual([
      { line: 16, field: 'PROJECTS.score', expected: { what: 'exactly', limit: 2 }, got: '12' },
    ])
  })
})

describe('refusing', () => {
  const cases: [what: string, from: string, to: string, line: number, details: RefusalDetails][] = [
    ['no section yet', 'META', 'MATE', 1, { field: 'META', got: 'MATE' }],
    ['a section twice', 'VOTES', 'PROJECTS', 19, { field: 'PROJECTS', expected: { what: 'different' } }],
    ['no section of votes', 'VOTES', 'BALLOTS', 19, { field: 'PROJECTS columns', got: '1' }],
    ['other words for key and value', 'key;value', 'key;values', 2, { field: 'META' }],
    ['no budget', 'budget;100.5', 'bugdet;100.5', 1, { field: 'META.budget', expected: { what: 'present' } }],
    ['a budget with a comma', '100.5', '100,5', 9, { field: 'META.budget', got: '100,5' }],
    ['a budget below zero', '100.5', '-1', 9, { expected: { what: 'at-least', limit: 0 } }],
    ['a key twice', 'unit;Here', 'country;Here', 5, { field: 'META.country', expected: { what: 'different' } }],
    [
      'another number of projects',
      'projects;3',
      'projects;4',
      7,
      { expected: { what: 'exactly', limit: 3 }, got: '4' },
    ],
    ['another number of votes', 'num_votes;3', 'num_votes;2', 8, { field: 'META.num_votes', got: '2' }],
    ['an unknown type of votes', ';approval', ';approve', 10, { field: 'META.vote_type', got: 'approve' }],
    ['an unknown rule', ';greedy', ';greddy', 11, { field: 'META.rule', got: 'greddy' }],
    ['no cost', 'project_id;cost', 'project_id;coast', 15, { field: 'PROJECTS.cost', expected: { what: 'present' } }],
    ['a column twice', 'votes;name', 'name;name', 15, { field: 'PROJECTS', expected: { what: 'different' } }],
    ['a cost that is no number', '10;50;', '10;5O;', 16, { field: 'PROJECTS.cost', got: '5O' }],
    ['a project twice', '9;25', '10;25', 17, { field: 'PROJECTS.project_id', got: '10' }],
    ['a project without a name to vote for', 'x;7', ';7', 18, { field: 'PROJECTS.project_id' }],
    ['a cell too few', 'x;7;1;;2', 'x;7;1', 18, { expected: { what: 'exactly', limit: 5 }, got: '3' }],
    ['a selection that is no number', '1;;2', '1;;yes', 18, { field: 'PROJECTS.selected', got: 'yes' }],
    ['a quote that nothing closes', '"A ""b""; c"', '"A ""b""; c', 17, { expected: { what: 'closed-quote' } }],
    ['a quote that something follows', '"A ""b""; c"', '"A" b', 17, { expected: { what: 'closed-quote' } }],
    ['a voter twice', 'b;x', 'a;x', 22, { field: 'VOTES.voter_id', got: 'a' }],
    ['a vote for nothing that is listed', 'x,10', 'x,11', 22, { expected: { what: 'listed' }, got: '11' }],
    ['a vote twice for the same', 'x,10', 'x,x', 22, { field: 'VOTES.vote', expected: { what: 'different' } }],
  ]
  test.each(cases)('%s', (_, from, to, line, details) => {
    const damaged = text(approval).replace(from, to)
    expect(damaged).not.toBe(text(approval))
    expect(refusal(damaged)).toMatchObject({ line, ...details })
    for (const language of ['en', 'ko'] as const)
      expect(refusalText({ code: 'invalid', ...refusal(damaged) }, language)).not.toMatch(/undefined|null|\n/)
  })

  test('points that do not fit the vote, the type or the longest list', () => {
    const points = scored('cumulative')
    expect(refusal(text(points).replace('5,2;', '5,2,1;'))).toMatchObject({
      ...{ line: 21, field: 'VOTES.points', expected: { what: 'exactly', limit: 2 }, got: '3' },
    })
    expect(refusal(text(points).replace('5,2;', '5,-2;'))).toMatchObject({ line: 21, got: '5,-2' })
    expect(refusal(text(approval).replace(';approval', ';scoring'))).toMatchObject({ field: 'VOTES.points' })
    expect(refusal(text(approval).replace(';approval', ';choose-1'))).toMatchObject({ line: 21, got: '10,9' })
    const ordinal = text([...meta('ordinal', 'max_length;1'), ...approval.slice(13)])
    expect(refusal(ordinal)).toMatchObject({ line: 22, expected: { what: 'shorter', limit: 1 } })
  })

  test('nothing at all', () => expect(refusal('')).toMatchObject({ line: 1, field: 'META' }))
})

const word = fc.string({ unit: fc.constantFrom(...'aZ9 ;",\n가é-'), maxLength: 8 })
const id = fc.string({ unit: fc.constantFrom(...'ab019/-가"'), minLength: 1, maxLength: 4 })
const amount = fc.tuple(fc.nat(10_000), fc.constantFrom(1, 2, 4, 5, 1000)).map(([n, d]) => rational(`${n}/${d}`)!)
const more = (names: readonly string[]) =>
  fc.tuple(...names.map(() => word)).map((cells) => new Map(names.map((name, at) => [name, cells[at]!])))
const others = fc.uniqueArray(fc.constantFrom('category', 'sex', 'district'), { maxLength: 2 })
const demanded = ['description', 'country', 'unit', 'instance', 'date_begin', 'date_end']

/** Files that the format can hold, of every vote type. */
const files: fc.Arbitrary<Pabulib> = fc
  .record({
    voteType: fc.constantFrom(...pabulibVoteTypes),
    ids: fc.uniqueArray(id, { minLength: 1, maxLength: 5 }),
    voters: fc.uniqueArray(id, { maxLength: 5 }),
    columns: fc.tuple(others, others),
    values: fc.array(word, { minLength: 6, maxLength: 6 }),
  })
  .chain(({ voteType, ids, voters, columns, values }) => {
    const scored = voteType === 'cumulative' || voteType === 'scoring'
    const one = voteType === 'choose-1'
    const vote = fc.shuffledSubarray(ids, { minLength: one ? 1 : 0, ...(one && { maxLength: 1 }) })
    const votes = voters.map((voter) =>
      vote.chain((vote) =>
        fc.record<PabulibVote>({
          voter: fc.constant(voter),
          vote: fc.constant(vote),
          points: scored ? fc.array(amount, { minLength: vote.length, maxLength: vote.length }) : fc.constant(null),
          more: more(columns[1]),
        }),
      ),
    )
    const listed = ids.map((id) =>
      fc.record({
        id: fc.constant(id),
        cost: amount,
        name: word,
        selected: fc.constantFrom(null, 0, 1, 2),
        more: more(columns[0]),
      }),
    )
    return fc.record<Pabulib>({
      budget: amount,
      voteType: fc.constant(voteType),
      rule: fc.constantFrom('greedy', 'equalshares/add1', 'unknown'),
      meta: fc.constant(new Map(demanded.map((key, at) => [key, `${values[at]}.`]))),
      projects: fc.tuple(...listed),
      votes: fc.tuple(...votes),
      doubts: fc.constant([]),
    })
  })

describe('writing', () => {
  test('what is written is what is read', () => {
    fc.assert(
      fc.property(files, (file) => {
        expect(parsePabulib(pabulibFile(file))).toEqual(file)
      }),
      { numRuns: 200 },
    )
  })

  test('keys and columns in the order of the format, votes counted', () => {
    const written = pabulibFile(parsePabulib(text(scored('cumulative', 'max_sum_points;10'))))
    expect(written).toBe(
      text([
        ...meta('cumulative', 'max_sum_points;10'),
        ...['PROJECTS', 'project_id;cost;votes;score;name;selected'],
        ...['10;50;2;9;Trees;1', '9;25.25;1;2;"A ""b""; c";0', 'x;7;1;1;;2'],
        ...['VOTES', 'voter_id;vote;points', 'a;10,9;5,2', 'b;x,10;1,4', 'c;;', ''],
      ]),
    )
  })

  test('what the format cannot hold is refused', () => {
    const file = parsePabulib(text(approval))
    const field = (change: Partial<Pabulib>) => {
      try {
        pabulibFile({ ...file, ...change })
      } catch (error) {
        return (error as Refusal).details.field
      }
      return 'written'
    }
    expect(field({})).toBe('written')
    expect(field({ meta: new Map([...file.meta].filter(([key]) => key !== 'country')) })).toBe('META.country')
    expect(field({ budget: rational('1/3')! })).toBe('META.budget')
    expect(field({ projects: [{ ...file.projects[0]!, id: 'a,b' }] })).toBe('PROJECTS.project_id')
    expect(field({ votes: [{ ...file.votes[0]!, voter: ' ' }] })).toBe('VOTES.voter_id')
  })
})

test('a damaged file is read or refused in one line, and soon', () => {
  const damage = fc.record({
    file: fc.constantFrom(approval, scored('cumulative'), scored('scoring'), [
      ...meta('ordinal'),
      ...approval.slice(13),
    ]),
    kind: fc.constantFrom('cut', 'flip', 'swap', 'repeat', 'drop', 'insert'),
    at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
    bit: fc.nat(6),
    junk: fc.string({ unit: 'binary', maxLength: 6 }),
  })
  const outcomes = { read: 0, refused: 0 }
  fc.assert(
    fc.property(damage, ({ file, kind, at, bit, junk }) => {
      const line = Math.floor(at * file.length)
      const whole = text(file)
      const place = Math.floor(at * whole.length)
      const damaged = {
        cut: whole.slice(0, place),
        flip:
          whole.slice(0, place) + String.fromCharCode(whole.charCodeAt(place) ^ (1 << bit)) + whole.slice(place + 1),
        swap: text(file.with(line, file[0]!).with(0, file[line]!)),
        repeat: text(file.toSpliced(line, 0, file[line]!)),
        drop: text(file.toSpliced(line, 1)),
        insert: whole.slice(0, place) + junk + whole.slice(place),
      }[kind]!
      const began = performance.now()
      try {
        pabulibVotes(parsePabulib(damaged))
        outcomes.read++
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        expect(error.details.line).toBeGreaterThan(0)
        expect(refusalText(error.toJSON(), 'en')).not.toMatch(/undefined|\n/)
        outcomes.refused++
      }
      expect(performance.now() - began).toBeLessThan(1000)
    }),
    { numRuns: 400 },
  )
  expect(outcomes.refused).toBeGreaterThan(50)
  expect(outcomes.read).toBeGreaterThan(50)
})

test('a long file is read in a time that grows with its length', () => {
  const rows = Array.from({ length: 20_000 }, (_, voter) => `${voter};10,9,x`)
  const head = text(approval).split('\nVOTES')[0]!.replace('num_votes;3', `num_votes;${rows.length}`)
  const file = parsePabulib(text([head, 'VOTES', 'voter_id;vote', ...rows]))
  expect(file.votes).toHaveLength(rows.length)
  expect(pabulibVotes(file).votes.get('x')).toEqual(whole(rows.length))
})
