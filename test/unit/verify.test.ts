// `spotvote verify`: what it prints and how it ends, and that an export is written again from its record alone.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { codes } from '../../recount/finding.ts'
import { sentence, words } from '../../recount/words.ts'
import { misprint } from '../../server/commands/verify/rebuild.ts'
import { verifyCommand } from '../../server/commands/verify.ts'
import { json } from '../../server/exports/json.ts'
import { evening } from '../record.ts'
import { summed } from '../summed.ts'

const folder = mkdtempSync(join(tmpdir(), 'verify-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

const { meeting } = evening()
const text = String(json.write(meeting))
const { head } = meeting.record.moments.at(-1)!

async function run(content: string | Buffer | null, ...args: string[]) {
  const file = join(folder, 'export.json')
  if (content !== null) writeFileSync(file, content)
  let [out, err] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    out += chunk
    return true
  })
  vi.spyOn(console, 'log').mockImplementation((line) => {
    out += `${line}\n`
  })
  vi.spyOn(console, 'error').mockImplementation((line) => {
    err += `${line}\n`
  })
  const status = await verifyCommand(content === null ? args : [file, ...args, '--lang', 'en'])
  vi.restoreAllMocks()
  return { status, out, err }
}

describe('P35 verify', () => {
  test('ends with 0 and says what agrees and what cannot be checked', async () => {
    const { status, out, err } = await run(text, '--head', head)
    expect([status, err]).toEqual([0, ''])
    expect(out).toMatch(/^Everything that can be checked agrees, and your record code/)
    expect(out).toContain('Cannot be checked')
    expect(out).toContain('comes out the same')
    const korean = await run(text, '--lang=ko')
    expect([korean.status, korean.out]).toEqual([0, expect.stringContaining('확인할 수 있는 모든 것이 맞습니다.')])
  })

  test('ends with 1 and names item, round and field', async () => {
    const forged = text.replace(/("type": )"carried"/, '$1"rejected"')
    const { status, out } = await run(forged)
    expect(status).toBe(1)
    expect(out).toMatch(/✗ Item 1, .*, round 1: .*counted\.outcome\.type.*“rejected”.*“carried”/)
    const told = JSON.parse((await run(forged, '--json')).out)
    expect(Object.keys(told)).toEqual(['agrees', 'findings', 'rewritten'])
    expect(told.agrees).toBe(false)
    expect(told.findings).toContainEqual(expect.objectContaining({ says: 'wrong', code: 'count', item: 1, round: 1 }))
    expect((await run(text, '--head', 'AAAA-AAAA-AAAA')).status).toBe(1)
  })

  test('names the line where only the sentences of a result were changed', async () => {
    const plain = text.replace('3 in favour', '4 in favour')
    expect((await run(plain)).out).toContain('changed after it was written')
    // Whoever makes the checksum anew has the program's own words against them.
    const forged = summed(JSON.parse(plain))
    const { status, out } = await run(forged)
    expect(status).toBe(1)
    expect(out).toMatch(/^The figures agree, but/)
    const line = forged.split('\n').findIndex((each) => each.includes('4 in favour')) + 1
    expect(misprint(forged)).toMatchObject({ line })
    expect(out).toContain(`line ${line} comes out differently`)
  })

  test('ends with 2 and one line where the file or the command line cannot be used', async () => {
    const bad: [Parameters<typeof run>, RegExp][] = [
      [['no json'], /no JSON/],
      [['{}'], /not an export/],
      [[Buffer.from([0x22, 0xff, 0x22])], /no text/],
      [[null, join(folder, 'nowhere.json'), '--lang=en'], /cannot be checked/],
      [[null, '--lang=en'], /Which export/],
      [[text, '--head'], /--head/],
      [[text, '--head', 'ABC'], /--head/],
      [[text, '--tail'], /--tail/],
      [[text, 'second.json'], /second\.json/],
    ]
    for (const [args, line] of bad) {
      const { status, out, err } = await run(...args)
      expect([status, out, err]).toEqual([2, '', expect.stringMatching(line)])
      expect(err.trim().split('\n')).toHaveLength(1)
    }
    expect(await run(null, '--help', '--lang=en')).toMatchObject({ status: 0, out: expect.stringMatching(/^Usage: /) })
  })

  test('has a sentence for everything that is found, in both languages', () => {
    for (const code of codes)
      for (const says of ['right', 'wrong', 'unchecked'] as const) {
        expect([code, says, code in words.en[says]]).toEqual([code, says, code in words.ko[says]])
        if (!(code in words.en[says])) continue
        const finding = {
          says,
          code,
          path: 'a',
          recorded: 'x',
          found: code === 'co-signed' ? ['Kim'] : 'y',
          title: 'T',
        }
        expect(sentence(finding, 'ko')).toMatch(/[가-힣]/)
        expect(sentence(finding, 'en')).toMatch(/^[^가-힣]{10,}$/)
      }
    for (const code of codes)
      expect(
        [code, ...Object.values(words.en).filter((part) => typeof part === 'object' && code in part)].length,
      ).toBeGreaterThan(1)
  })
})
