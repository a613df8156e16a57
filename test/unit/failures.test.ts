// docs/failures.md names a test for every way a meeting can fail, and the tests are there.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { table } from '../roles.ts'
import { missing, titlesIn } from '../titles.ts'

const rows = table(readFileSync(new URL('../../docs/failures.md', import.meta.url), 'utf8'), '#')
const named = (cell: string) => [...cell.matchAll(/`([^`]+ › [^`]+)`/g)].map(([, reference]) => reference!)

/** Parts of the product that are yet to come. Whoever adds one takes its number out of here. */
const notYet = ['38', '39', '41', '60']

test('the table has its rows in order, each with what must be seen', () => {
  expect(rows.map(([number]) => number)).toEqual(Array.from({ length: 63 }, (_, index) => String(index + 1)))
  for (const row of rows) expect([row.length, row.every((cell) => cell !== '')]).toEqual([4, true])
})

test('every test that it names is there', () => {
  const references = rows.flatMap(([, , , cell]) => named(cell!))
  expect(references.length).toBeGreaterThan(80)
  expect(references.flatMap((reference) => missing(reference) ?? [])).toEqual([])
})

test('a row without a test says that there is no such part yet, and those are known', () => {
  expect(rows.flatMap(([number, , , cell]) => (cell!.startsWith('no such part yet: ') ? number! : []))).toEqual(notYet)
  for (const [number, , , cell] of rows)
    if (!notYet.includes(number!)) expect([number, named(cell!).length > 0]).toEqual([number, true])
})

test('titles are found as they stand in a source, and no others', () => {
  // Spelled so that these are no tests of their own.
  const four = ['four $', '{place}'].join('')
  const source = [
    "say('one', () => {",
    "  say.concurrent('two', async () =>",
    "say.each([1, 2])(\n  '%s of three',",
    ['say(`', '`, () => {'].join(four),
    "group.each(list)('five', () => {",
    "group('six', () => {",
    "expect(text).toBe('seven', 1)",
  ].join('\n')
  expect(titlesIn(source.replaceAll('say', 'test').replaceAll('group', 'describe'))).toEqual([
    'one',
    'two',
    '%s of three',
    four,
  ])
  expect(missing('unit/failures.test.ts › a row without a test')).toContain('no such test')
  expect(missing('unit/nowhere.test.ts › one')).toContain('no file')
})
