// SPEC.md and the code say the same, and every rule is proven by a test that cites it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { formats } from '../../server/exports/index.ts'
import { houseCommands } from '../../server/house-commands.ts'
import { kinds } from '../../shared/ballots/registry.ts'
import { commands } from '../../shared/meeting/decide.ts'
import { languages, secrecies, visibilities } from '../../shared/meeting/meeting.ts'
import { PROTOCOL } from '../../shared/protocol.ts'
import { refusalCodes } from '../../shared/refusal.ts'
import { refusalText } from '../../shared/words/refusal.ts'
import { clientRoles, commandRoles, houseRoles, table } from '../roles.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const spec = read('SPEC.md')
const outside = spec.slice(spec.indexOf('\n## P '))

const rules = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\* (.+)$/gm)].map(([, number, text]) => ({
  number: number!,
  byReview: text!.endsWith('*(by review)*'),
}))
const numbers = rules.map(({ number }) => number)

/** Rule numbers at the front of the name of a test or of a group of tests: `V3 …`, `M1 M2 …`. */
function cited(text: string): string[] {
  const names = text.matchAll(/\b(?:test|it|describe)\b[^\n]*?\(\s*['"`]((?:[MBRVSP]\d+ )+)/g)
  return [...names].flatMap(([, front]) => front!.trim().split(' '))
}

const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(test|spec)\.ts$/.test(file))
  .map((file) => ({ file, cites: cited(read(join('test', file))) }))
const citations = new Set(tests.flatMap(({ cites }) => cites))

describe('rules', () => {
  test('have numbers of their own, in order', () => {
    expect(rules.length).toBeGreaterThan(60)
    expect(numbers).toEqual([...new Set(numbers)])
    for (const section of 'MBRVSP') {
      const own = numbers.filter((number) => number.startsWith(section)).map((number) => Number(number.slice(1)))
      expect(own).toEqual(own.map((_, index) => index + 1))
    }
  })

  test('that a test cites exist', () => {
    const unknown = tests.flatMap(({ file, cites }) =>
      cites.filter((number) => !numbers.includes(number)).map((number) => `${file} cites ${number}`),
    )
    expect(unknown).toEqual([])
  })

  test('are cited by a test, but for a few that are for a reader', () => {
    const unproven = rules.filter(({ number, byReview }) => !byReview && !citations.has(number))
    expect(unproven.map(({ number }) => number).join(' ')).toBe('')
    expect(rules.filter(({ byReview }) => byReview).length).toBeLessThanOrEqual(3)
  })

  test('are found where they are cited', () => {
    // Spelled so that these are no citations of their own.
    const text = ["say('M1 one'", "say.each(of('x'))('V2 V3 two'", "say.concurrent('S1 three'", "say('Motions'"]
    const found = cited(text.join('\n').replaceAll('say', 'test'))
    expect(found).toEqual(['M1', 'V2', 'V3', 'S1'])
  })
})

describe('P14 section P names all there is', () => {
  test('P14 every refusal code, and no other', () => {
    const listed = table(outside, 'code').map(([code]) => code!.replaceAll('`', ''))
    expect(listed.sort()).toEqual([...refusalCodes].sort())
  })

  test('P14 no code is there that nobody answers with', () => {
    const sources = ['server', 'shared/meeting', 'shared/ballots', 'shared/formats'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => read(join(folder, file))),
    )
    const shared = read('shared/parse.ts')
    const code = [...sources, shared].join('\n')
    expect(refusalCodes.filter((name) => !new RegExp(`Refusal\\(.*'${name}'`).test(code))).toEqual([])
  })

  test.each(languages)('P14 each is said in a sentence of its own in %s', (language) => {
    const said = refusalCodes.map((code) => refusalText({ code }, language))
    expect(new Set(said).size).toBe(refusalCodes.length)
    for (const text of said) expect(text).toMatch(/\.$/)
  })

  const rows = new Map(table(outside, 'command').map((cells) => [cells[0]!.replaceAll('`', ''), cells]))
  const roles = (name: string) => rows.get(name)?.[2]?.split(', ').sort()

  test('M22 every command, with the roles that may give it', () => {
    for (const [name, { roles }] of Object.entries(commands))
      expect([name, [...roles].sort()]).toEqual([name, [...(commandRoles[name as 'cast'] ?? [])].sort()])
    const all = { ...commandRoles, ...houseRoles }
    for (const [name, may] of Object.entries(all)) expect([name, roles(name)]).toEqual([name, [...may].sort()])
    expect([...rows.keys()].sort()).toEqual(Object.keys(all).sort())
  })

  test.each(Object.entries(houseRoles))(
    'M22 the house command %s, with the roles that may give it',
    async (name, may) => {
      expect(roles(name)).toEqual([...may].sort())
      const carryOut = houseCommands({ rooms: {}, venue: {}, onaddress: () => {} } as never).carryOut
      for (const role of clientRoles) {
        const given = async () => carryOut({ type: name }, { role, room: {} } as never)
        const answer = await given().catch((error: unknown) => error)
        const refused = (answer as { code?: string } | null)?.code === 'not-allowed'
        expect([role, refused]).toEqual([role, !may.includes(role)])
      }
    },
  )

  test('M22 every field of a command', () => {
    for (const [name, { schema }] of Object.entries(commands)) {
      // A tablet's own `claim` has no fields; the house adds them.
      if (name in houseRoles) continue
      const fields = Object.keys((schema as unknown as { entries: object }).entries)
      const said = [...rows.get(name)![1]!.matchAll(/`(\w+)\??`/g)].map(([, field]) => field)
      expect([name, said.slice(0, fields.length)]).toEqual([name, fields])
    }
  })

  test('B1 every kind with its settings', () => {
    const settings = new Map(table(outside, 'kind').map(([name, text]) => [name!.replaceAll('`', ''), text!]))
    expect([...settings.keys()].sort()).toEqual([...kinds.keys()].sort())
    for (const [name, type] of kinds)
      for (const field of Object.keys(type.settings(type.config(type.sample.config))))
        expect(settings.get(name)).toContain(`\`${field}\``)
  })

  test.each([...visibilities, ...secrecies, ...formats.keys()])('P19 the word %s', (word) => {
    expect(outside).toContain(`\`${word}\``)
  })

  test('P10 the protocol number', () => expect(outside).toContain(`| \`protocol\` | ${PROTOCOL} |`))
})

test('B1 every file of a kind is described and there', () => {
  const files = table(spec, 'file').map(([file]) => file!.replaceAll('`', ''))
  expect(files).toEqual(['ballot.ts', 'words.ts', 'Phone.svelte', 'Projector.svelte', 'Editor.svelte'])
  for (const kind of kinds.keys())
    expect(readdirSync(join(root, 'shared/ballots', kind))).toEqual(expect.arrayContaining(files))
})
