// `spotvote count` as a process: what it prints where, in which language, and how it ends.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { formats } from '../../server/exports/index.ts'
import { evening } from '../record.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'count-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sample = (name: string) => join(root, 'test/cases', `${name}.json`)

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

/** Exit status, and what stood on the two outputs. */
function count(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/server/main.js'), ...args], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '' },
    timeout: 30_000,
  })
  return { status, stdout, stderr }
}

test('P22 figures as one line of JSON', () => {
  const { status, stdout, stderr } = count('count', sample('irv-12-tie-lot'), '--json')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout.trim().split('\n')).toHaveLength(1)
  expect(JSON.parse(stdout)).toMatchObject(
    (JSON.parse(readFileSync(sample('irv-12-tie-lot'), 'utf8')) as { expected: object }).expected,
  )
})

test('a table and the outcome in words, in both languages', () => {
  const { status, stdout } = count('count', sample('motion-kr-01-passed'))
  expect(status).toBe(0)
  expect(stdout).toContain('Carried, with 0 to spare.')
  expect(count('count', sample('motion-kr-01-passed'), '--lang', 'ko').stdout).toContain('가결')
  expect(count('--lang', 'ko', 'count', sample('motion-kr-01-passed')).stdout).toContain('재석 6')
})

test('help in both languages', () => {
  expect(count('count', '--help')).toMatchObject({ status: 0, stderr: '' })
  expect(count('count', '--help').stdout).toContain('Usage: spotvote count FILE')
  expect(count('count', '--help', '--lang', 'ko').stdout).toContain('사용법: spotvote count 파일')
})

test('what the file leaves open is asked for: method and places', () => {
  const orders = '# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n3: 1,2\n2: 2\n'
  const soi = file('orders.soi', orders)
  expect(count('count', soi)).toMatchObject({ status: 2, stdout: '' })
  expect(count('count', soi).stderr).toContain('Add --method')
  expect(count('count', soi, '--method', 'stv').stderr).toContain('Add --seats')
  const answer = count('count', soi, '--method', 'irv', '--json')
  expect(JSON.parse(answer.stdout)).toMatchObject({ winner: 'A' })
  expect(answer.status).toBe(0)
  expect(answer.stderr).toContain('NUMBER VOTERS, NUMBER UNIQUE ORDERS')
})

test.each<[string, string[], RegExp]>([
  ['no file', ['count'], /Which file/],
  ['a file that is not there', ['count', 'nowhere.pb'], /^nowhere\.pb cannot be counted: there is no such file\.$/],
  ['a folder', ['count', '.'], /it is a folder/],
  ['two files', ['count', 'a.pb', 'b.pb'], /b\.pb is one too many/],
  ['an unknown flag', ['count', 'a.pb', '--seat', '3'], /no option --seat\b/],
  ['a flag without its value', ['count', 'a.pb', '--seats', '--json'], /--seats needs a value/],
  ['a method nobody knows', ['count', 'a.pb', '--method', 'best'], /--method expects one of plurality/],
  ['a flag of another method', ['count', sample('irv-01-tennessee'), '--utility', 'cost'], /--utility means nothing/],
  ['a setting nobody knows', ['count', sample('irv-01-tennessee'), '--rule', 'over=x'], /--rule over means nothing/],
])('one line and status 2: %s', (_, args, line) => {
  const { status, stdout, stderr } = count(...args)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stderr.trim()).toMatch(line)
})

test('P23 a malformed file is named with its line, in the reader’s language', () => {
  const blt = file('broken.blt', '2 1\n3 1 2 0\n2 7 0\n0\n"A"\n"B"\n"T"\n')
  expect(count('count', blt)).toEqual({
    status: 2,
    stdout: '',
    stderr: `${blt} cannot be counted: Something in the input is not right. Line 3: expected 2 or less, found 7.\n`,
  })
  expect(count('count', blt, '--lang', 'ko').stderr).toContain('3번째 줄: 필요한 값: 2 이하, 입력된 값: 7.')
})

test('P24 an export agrees with its ballots (0), or does not (1)', () => {
  const text = String(formats.get('json')!.write(evening().meeting))
  expect(count('count', file('evening.json', text))).toMatchObject({ status: 0, stderr: '' })
  const parsed = JSON.parse(text)
  parsed.items[0].rounds[0].counted.tally.options[0].weight += 1
  const answer = count('count', file('changed.json', JSON.stringify(parsed)), '--json')
  expect(answer.status).toBe(1)
  expect(JSON.parse(answer.stdout)).toMatchObject({ agrees: false })
})
