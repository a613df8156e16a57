// docs/promises.md names for every promise how it is measured, and none of that is made up.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { table } from '../roles.ts'
import { missing } from '../titles.ts'

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const rows = table(read('docs/promises.md'), 'promise')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

test('every promise has its figure, and what was measured has a date', () => {
  expect(rows.length).toBeGreaterThan(17)
  for (const [promise, figure, measured, ...how] of rows) {
    expect([promise, Boolean(figure), how.length]).toEqual([promise, true, 1])
    expect([promise, /\(20\d\d-\d\d-\d\d\)|^not (measured yet|reached: .+)$/.test(measured!)]).toEqual([promise, true])
  }
})

test('every promise names a command or a test, and each of them is there', () => {
  for (const [promise, , , how] of rows) {
    const named = [...how!.matchAll(/`([^`]+)`/g)].map(([, text]) => text!)
    expect([promise, named.length > 0]).toEqual([promise, true])
    for (const text of named) {
      const script = text.match(/^npm run ([\w:]+)( -- .+)?$/)?.[1]
      expect([
        promise,
        script === undefined ? missing(text) : script in scripts ? null : `no script: ${script}`,
      ]).toEqual([promise, null])
    }
  }
})
