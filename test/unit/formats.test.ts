// Ballot files as others write them: read to the letter, written again, and refused by line.
import { expect, test } from 'vitest'
import { parseBallotFile, writeBallotFile } from '../../shared/formats/ballot-file.ts'
import { parseBlt, writeBlt } from '../../shared/formats/blt.ts'
import { readJson } from '../../shared/formats/json.ts'
import { parsePreflib, writePreflib } from '../../shared/formats/preflib.ts'
import { parseScottish, writeScottish } from '../../shared/formats/scottish.ts'
import { Refusal, type RefusalDetails } from '../../shared/refusal.ts'

/** What a reader says of a file that is not right. */
function refusal(read: () => unknown): RefusalDetails {
  try {
    read()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid') return error.details
    throw error
  }
  throw new Error('was not refused')
}

const toi = `# FILE NAME: tea.toi
# TITLE: Tea: which?
# DATA TYPE: toi
# NUMBER ALTERNATIVES: 4
# NUMBER VOTERS: 9
# NUMBER UNIQUE ORDERS: 4
# ALTERNATIVE NAME 1: Green
# ALTERNATIVE NAME 2: Black, strong
# ALTERNATIVE NAME 3: __proto__
# ALTERNATIVE NAME 4: 보리차
4: 1,{2,3},4
3: 2
1: {1,2}
1:
`

test('PrefLib: names, ties, an empty ballot and the other keys are kept', () => {
  const read = parsePreflib(toi, 'toi')
  expect(read.alternatives).toEqual(['Green', 'Black, strong', '__proto__', '보리차'])
  expect(read.orders).toEqual([
    { count: 4, ranks: [[0], [1, 2], [3]] },
    { count: 3, ranks: [[1]] },
    { count: 1, ranks: [[0, 1]] },
    { count: 1, ranks: [] },
  ])
  expect([...read.metadata]).toEqual([
    ['FILE NAME', 'tea.toi'],
    ['TITLE', 'Tea: which?'],
  ])
  expect(read.unstated).toEqual([])
})

test('PrefLib: what is written has every key of the format and reads the same', () => {
  const read = parsePreflib(toi, 'toi')
  const written = writePreflib(read)
  const keys = written.split('\n').flatMap((line) => /^# ([A-Z ]+?)(?: \d+)?:/.exec(line)?.[1] ?? [])
  expect(new Set(keys)).toEqual(
    new Set([
      ...['FILE NAME', 'TITLE', 'DESCRIPTION', 'DATA TYPE', 'MODIFICATION TYPE', 'RELATES TO', 'RELATED FILES'],
      ...['PUBLICATION DATE', 'MODIFICATION DATE', 'NUMBER ALTERNATIVES', 'NUMBER VOTERS', 'NUMBER UNIQUE ORDERS'],
      'ALTERNATIVE NAME',
    ]),
  )
  const again = parsePreflib(written, 'soc')
  expect({ ...again, metadata: 0 }).toEqual({ ...read, metadata: 0 })
  expect(writePreflib(again)).toBe(written)
})

test.each<[string, RegExp, string, number]>([
  ['voters that do not add up', /VOTERS: 9/, 'VOTERS: 8', 5],
  ['orders that are not all there', /ORDERS: 4/, 'ORDERS: 5', 6],
  ['a name that is missing', /# ALTERNATIVE NAME 2.*\n/, '', 4],
  ['a name that stands twice', /Black, strong/, 'Green', 8],
  ['a key that stands twice', /# TITLE.*\n/, '$&$&', 3],
  ['an alternative that is not there', /\{1,2\}/, '{1,5}', 13],
  ['an alternative that stands twice', /\{1,2\}/, '{1,1}', 13],
  ['a brace that is not closed', /\{1,2\}/, '{1,2', 13],
  ['a comma at the end', /3: 2/, '3: 2,', 12],
  ['a number of ballots that is none', /3: 2/, 'x: 2', 12],
  ['a tie in a strict order', /TYPE: toi/, 'TYPE: soi', 11],
  ['an order that is not complete', /TYPE: toi/, 'TYPE: toc', 12],
  ['a type of another family', /TYPE: toi/, 'TYPE: cat', 3],
  ['a million alternatives', /ALTERNATIVES: 4/, 'ALTERNATIVES: 1000000', 4],
])('PrefLib: %s', (_, from, to, line) => {
  expect(refusal(() => parsePreflib(toi.replace(from, to), 'toi')).line).toBe(line)
})

test('PrefLib: a count that is not stated is said to be unchecked', () => {
  expect(parsePreflib(toi.replace(/# NUMBER VOTERS.*\n/, ''), 'toi').unstated).toEqual(['NUMBER VOTERS'])
})

const blt = `\uFEFF4 2 # four for two places\r
-3\r
[tie 2 1 3 4]\r
3 1 2=4 0\r
2.5 - 2 0\r
1 0\r
0\r
"Ellen   Hurcombe "\r
"B"\r
"C"\r
"D"\r
"Council"`

test('BLT: byte order mark, withdrawals, equal and skipped ranks, comments, and no line end at the end', () => {
  const read = parseBlt(blt)
  expect(read).toMatchObject({ seats: 2, withdrawn: [2], tie: [1, 0, 2, 3], title: 'Council' })
  expect(read.candidates).toEqual(['Ellen   Hurcombe', 'B', 'C', 'D'])
  expect(read.ballots.map(({ ranks }) => ranks)).toEqual([[[0], [1, 3]], [[], [1]], []])
  expect(read.ballots[1]!.weight).toEqual({ n: 5n, d: 2n })
  expect(parseBlt(writeBlt(read))).toEqual(read)
})

test('BLT: Droop withdraws in brackets', () => {
  expect(parseBlt('2 1\n[withdrawn 2]\n1 1 0\n0\n"A"\n"B"\n"T"\n').withdrawn).toEqual([1])
})

test.each<[string, RegExp, string, number]>([
  ['no ballots end', /\r\n0\r\n/, '\r\n', 7],
  ['a candidate that is not there', /2=4/, '2=5', 4],
  ['nothing after =', /2=4/, '2= 0', 4],
  ['nothing before =', /1 2=4/, '= 4', 4],
  ['a weight that is none', /2\.5/, '-2', 5],
  ['a name that is missing', /"C"\r\n"D"\r\n/, '', 10],
  ['a name that stands twice', /"C"/, '"B"', 10],
  ['more than a title', /"Council"/, '"Council" "Town"', 12],
  ['a name without its quote', /"D"/, '"D', 11],
  ['an option nobody knows', /\[tie .*\]/, '[meek]', 3],
])('BLT: %s', (_, from, to, line) => {
  expect(refusal(() => parseBlt(blt.replace(from, to))).line).toBe(line)
})

test('Scottish CSV: read, written and refused by line', () => {
  const csv = '2,1,\n5,1,2,\n3,2,\n"Candidate 1","Ann, the ""First""","Party (P)",\n"Candidate 2","Bob","",\n"Ward",\n'
  const read = parseScottish(csv)
  expect(read.candidates).toEqual([
    { name: 'Ann, the "First"', party: 'Party (P)' },
    { name: 'Bob', party: '' },
  ])
  expect(read.ballots).toEqual([
    { count: 5, order: [0, 1] },
    { count: 3, order: [1] },
  ])
  expect(writeScottish(read)).toBe(csv)
  expect(refusal(() => parseScottish(csv.replace('3,2', '3,3'))).line).toBe(3)
  expect(refusal(() => parseScottish(csv.replace('3,2', '3;2'))).line).toBe(3)
  expect(refusal(() => parseScottish(csv.replace('"Ward",\n', ''))).line).toBe(5)
})

test('JSON: the line of a field, long numbers to the last digit, no name twice', () => {
  const source = readJson('{"n": 12345678901234567890,\n "__proto__": [1,\n {"y": 0.1}]}')
  expect(source.value).toEqual(JSON.parse('{"n": "12345678901234567890", "__proto__": [1, {"y": 0.1}]}'))
  expect(source.lineOf('__proto__[1].y')).toBe(3)
  expect(source.lineOf('n.x')).toBe(1)
  expect(refusal(() => readJson('{"a": 1,\n"a": 1}'))).toMatchObject({ line: 2, field: 'a' })
})

test('JSON: what this reads is what the platform reads, and what it refuses the platform refuses', () => {
  const texts = [
    '',
    '{',
    '[1,]',
    '[01]',
    '[1 2]',
    '{"a" 1}',
    '{a: 1}',
    '"a\nb"',
    '[-]',
    'tru',
    '1 2',
    '["\\x"]',
    '[.5]',
  ]
  for (const text of texts) {
    expect(() => JSON.parse(text)).toThrow()
    expect(refusal(() => readJson(text)).line).toBeGreaterThan(0)
  }
  const values = [
    ' null ',
    '[]',
    '{}',
    '[[], {}, ""]',
    '-0.5e3',
    '"\\u00e9\\n\\""',
    '[true, false, null]',
    '{"": {"a.b": [1]}}',
  ]
  for (const text of values) expect(readJson(text).value).toEqual(JSON.parse(text))
  expect(refusal(() => readJson('['.repeat(100_000))).line).toBe(1)
})

const json = (fields: object) =>
  JSON.stringify({ name: 'n', method: 'irv', candidates: ['A', 'B'], ballots: [], ...fields }, null, 1)

test('a ballot file names the field that is wrong and its line', () => {
  const at = (fields: object) => refusal(() => parseBallotFile(json(fields)))
  expect(at({ method: 'first past the post' })).toMatchObject({ field: 'method', line: 3 })
  expect(at({ candidates: ['A', 'A'] })).toMatchObject({ field: 'candidates[1]', line: 6, got: 'A' })
  expect(
    at({
      ballots: [
        [1, [['A']]],
        [-1, [['A']]],
      ],
    }),
  ).toMatchObject({ field: 'ballots[1][0]', line: 18 })
  expect(at({ ballots: [[1, [[7]]]] })).toMatchObject({ field: 'ballots[0][1][0][0]', got: '7' })
  expect(at({ ballots: [[1]] }).field).toBe('ballots[0]')
  expect(at({ matrix: [[0, 1]] })).toMatchObject({ field: 'matrix', expected: { what: 'longer', limit: 2 } })
  expect(at({ method: 'greedy_pb' })).toMatchObject({ field: 'projects', expected: { what: 'present' } })
  expect(at({ method: 'motion', ballots: undefined, counts: { yes: 1, maybe: 2 } }).field).toBe('counts.maybe')
})

test('a ballot file says which fields it did not read', () => {
  expect(parseBallotFile(json({ seats: 3, expected: 1, verified: 2 })).unread).toEqual(['seats'])
})

test('a motion is counted from ballots as well as from counts', () => {
  const ballots = [
    ['0.1', 'yes'],
    ['0.2', 'yes'],
    ['0.3', 'no'],
    [2, 'invalid'],
  ]
  const file = parseBallotFile(json({ method: 'motion', ballots, counts: { present: 5 } }))
  expect(file).toMatchObject({
    counts: { yes: { n: 3n, d: 10n }, no: { n: 3n, d: 10n }, invalid: { n: 2n }, present: { n: 5n } },
  })
})

test('names people type are no fields of objects', () => {
  const ballots = [[1, JSON.parse('{"__proto__": 3, "constructor": 2}')]]
  const file = parseBallotFile(json({ method: 'points', candidates: ['__proto__', 'constructor'], ballots }))
  if (file.method !== 'points') throw new Error(file.method)
  expect([...file.ballots[0]!.marks.keys()]).toEqual(['__proto__', 'constructor'])
  expect(parseBallotFile(writeBallotFile(file))).toEqual(file)
})
