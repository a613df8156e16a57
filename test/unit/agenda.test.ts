// The agenda file: what is read, what is refused and on which line, and that writing and reading agree.
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { kinds } from '../../shared/ballots/registry.ts'
import { agendaFile, agendaOf, parseAgenda } from '../../shared/formats/agenda.ts'
import { blank, evolve } from '../../shared/meeting/evolve.ts'
import { languages, type Question, secrecies, visibilities } from '../../shared/meeting/meeting.ts'
import { question, questionFields } from '../../shared/meeting/question.ts'
import { ruleFor } from '../../shared/meeting/rule.ts'
import { standingOfNobody } from '../../shared/meeting/standing.ts'
import { type Expectation, Refusal, type RefusalMessage } from '../../shared/refusal.ts'
import { tidy } from '../../shared/tidy.ts'
import { refusalText } from '../../shared/words/refusal.ts'
import { type Schema, valid } from '../schema.ts'

const folder = new URL('../../agendas/', import.meta.url)
const samples = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))
const schema = JSON.parse(readFileSync(new URL('../../agenda.schema.json', import.meta.url), 'utf8')) as Schema

function refusal(text: string): RefusalMessage {
  try {
    parseAgenda(text)
  } catch (error) {
    if (error instanceof Refusal) return error.toJSON()
    throw error
  }
  throw new Error('nothing was refused')
}

const item = (...lines: string[]) =>
  ['title: Meeting', 'items:', '  - title: A', ...lines.map((l) => `    ${l}`)].join('\n')
const titles = (text: string) => {
  const { config } = parseAgenda(text).items[0]!
  return (config as { options: { title: string }[] }).options.map((option) => option.title)
}

describe('P16 reading', () => {
  test('fills in what is left out', () => {
    expect(parseAgenda('title: Meeting\nitems:\n  - title: Shall we?\n    kind: motion\n')).toEqual({
      title: 'Meeting',
      language: 'en',
      groups: [],
      items: [
        {
          title: 'Shall we?',
          description: '',
          kind: 'motion',
          config: { abstain: true },
          visibility: 'reveal',
          secrecy: 'anonymous',
          change: true,
          receipts: false,
          seconds: null,
          rule: ruleFor({ type: 'division', yes: 0, no: 0, abstain: 0 }),
        },
      ],
    })
  })

  test('JSON is read by the same road', () => {
    for (const { text } of samples) expect(parseAgenda(JSON.stringify(parse(text), null, 2))).toEqual(parseAgenda(text))
  })

  test('what stands where text belongs is text as it was typed', () => {
    const odd = ['2026', 'true', 'null', '~', 'No', 'yes', '0x1F', '1e3', '007', '3.10', '.inf', '-1', '2026-01-02']
    expect(titles(item('kind: choice', `options: [${odd.join(', ')}]`))).toEqual(odd)
    expect(titles(item('kind: choice', 'options: [{ title: 10 }, { title: false, description: 5.0 }]'))).toEqual([
      '10',
      'false',
    ])
    expect(parseAgenda('title: 2026\nitems: [{ title: 1, kind: motion }]').title).toBe('2026')
    const rated = parseAgenda(item('kind: rating', 'labels: [1.0, 10]')).items[0]!.config
    expect(rated).toEqual({ low: 1, high: 5, labels: ['1.0', '', '', '', '10'], noOpinion: false })
  })

  test('numbers and yes-or-no stay what they are where a setting wants them', () => {
    const { seconds, change, config } = parseAgenda(
      item('kind: motion', 'abstain: false', 'change: false', 'seconds: 90'),
    ).items[0]!
    expect({ seconds, change, config }).toEqual({ seconds: 90, change: false, config: { abstain: false } })
  })

  test('colons, quotes and emoji survive; decomposed Korean is composed', () => {
    const said = [
      '9:30',
      'He said "no"',
      "it's",
      '# not a comment',
      '🗳️ 투표',
      '=1+1',
      '- dash',
      '주민총회'.normalize('NFD'),
    ]
    expect(titles(item('kind: choice', `options: ${JSON.stringify(said)}`))).toEqual(
      said.map((text) => text.normalize('NFC')),
    )
    expect(said.at(-1)).not.toBe('주민총회')
  })

  test('windows line ends, a byte order mark and the older YAML version change nothing', () => {
    const text = item('kind: choice', 'options: [yes, no]')
    for (const other of [`\uFEFF${text}`, text.replaceAll('\n', '\r\n'), `%YAML 1.1\n---\n${text}`])
      expect(parseAgenda(other)).toEqual(parseAgenda(text))
  })

  test('labels written once may be used again', () => {
    const twice =
      'title: M\nitems:\n  - {title: A, kind: rating, labels: &s [a, b]}\n  - {title: B, kind: rating, labels: *s}'
    const [first, second] = parseAgenda(twice).items
    expect(second!.config).toEqual(first!.config)
  })
})

describe('P16 a wrong file is one refusal with line, field and what was expected', () => {
  const at = (line: number, field: string, expected: Expectation) => ({ line, field, expected })
  const longer = (limit: number) => ({ what: 'longer', limit }) as const
  const cases: [string, string, Partial<RefusalMessage>][] = [
    ['an empty file', '', { line: 1, expected: { what: 'object' } }],
    ['a list', '- a', { line: 1, expected: { what: 'object' } }],
    ['no title', 'items:\n  - { title: A, kind: motion }', at(1, 'title', { what: 'present' })],
    ['no items', 'title: M', at(1, 'items', { what: 'present' })],
    ['another language', `language: fr\n${item('kind: motion')}`, at(1, 'language', { what: 'one-of', of: languages })],
    ['an unknown field', `${item('kind: motion')}\n# a comment\ncolour: red`, at(6, 'colour', { what: 'known' })],
    ['an inherited field', item('kind: motion', 'toString: 1'), at(5, 'items[0].toString', { what: 'known' })],
    ['no kind', `${item('kind: motion')}\n\n  - title: B`, at(6, 'items[1].kind', { what: 'present' })],
    [
      'a setting of another kind',
      item('kind: motion', '', 'options: [a, b]'),
      at(6, 'items[0].options', { what: 'known' }),
    ],
    ['too few options', item('kind: choice', 'options:', '  - only'), at(5, 'items[0].options', longer(2))],
    [
      'a blank option',
      item('kind: choice', 'options:', '  - a', '  -'),
      at(7, 'items[0].options[1]', { what: 'not-blank' }),
    ],
    [
      'a misspelt field in an option',
      item('kind: choice', 'options:', '  - a', '  - title: b', '    descripton: c'),
      at(8, 'items[0].options[1].descripton', { what: 'known' }),
    ],
    [
      'an option without a title',
      item('kind: choice', 'options:', '  - a', '  - description: b'),
      at(7, 'items[0].options[1].title', { what: 'present' }),
    ],
    [
      'too many to choose',
      item('kind: multiple', 'options: [a, b]', 'max: 3'),
      at(6, 'items[0].max', { what: 'at-most', limit: 2 }),
    ],
    ['a quoted number', item('kind: motion', 'seconds: "90"'), at(5, 'items[0].seconds', { what: 'number' })],
    ['a word for yes', item('kind: motion', 'change: yes'), at(5, 'items[0].change', { what: 'yes-no' })],
    ['an endless title', `title: ${'가'.repeat(201)}`, at(1, 'title', { what: 'shorter', limit: 200 })],
    ['a field twice', `${item('kind: motion')}\ntitle: B`, at(5, 'title', { what: 'different' })],
    ['a number as a field', 'title: M\n2026: x', { line: 2, expected: { what: 'text' }, got: '2026' }],
    ['a list as a field', 'title: M\n? [a]\n: x', { line: 2, expected: { what: 'text' } }],
    [
      'a colon too many',
      'title: M\nitems:\n  - title: a: b',
      { line: 3, got: expect.stringContaining('Nested mappings') },
    ],
    ['a tab', 'title: M\nitems:\n\t- title: a', { line: 3, got: expect.stringContaining('Tabs') }],
    ['a tag', 'title: M\nitems: !!python/object x', { line: 2, got: expect.stringContaining('Unresolved tag') }],
    ['two documents', 'title: M\n---\ntitle: N', { line: 2, got: expect.stringContaining('multiple documents') }],
    ['an alias of nothing', 'title: M\nitems: *gone', { line: 2, got: expect.stringContaining('alias') }],
    ['a list within itself', 'title: M\nitems: &a [*a]', { line: 2, field: 'items[0].title' }],
    ['deep nesting', `title: ${'['.repeat(50_000)}`, { line: 1, got: expect.any(String) }],
    [
      'too long a file',
      `title: ${'x'.repeat(500_000)}`,
      { field: 'agenda', expected: { what: 'shorter', limit: 500_000 } },
    ],
  ]
  test.each(cases)('%s', (_, text, wanted) => {
    expect(refusal(text)).toMatchObject({ code: 'invalid', ...wanted })
  })

  test('an unknown kind lists the kinds there are', () => {
    const wanted = { what: 'one-of', of: [...kinds.keys()] }
    expect(refusal(item('kind: poll'))).toMatchObject({
      code: 'unknown-kind',
      line: 4,
      field: 'items[0].kind',
      expected: wanted,
    })
  })

  test('aliases that multiply are refused before they do', () => {
    const levels = [...'abcdefgh'].map((name, i, all) => `${name}: &${name} [${`*${all[i - 1]}, `.repeat(i && 9)}x]`)
    expect(refusal(`title: M\n${levels.join('\n')}\nitems: *h`).got).toContain('alias')
  })

  test('is said in a sentence, in both languages', () => {
    const missing = refusal(item('kind: choice', 'options: [a]'))
    expect(refusalText(missing, 'en')).toContain('Line 5, items[0].options: expected 2 or more entries, found 1.')
    expect(refusalText(missing, 'ko')).toContain('5번째 줄 items[0].options: 필요한 값: 2개 이상, 입력된 값: 1.')
    expect(refusalText(refusal('title: a: b'), 'en')).toMatch(/Line 1: found Nested mappings.*\.$/)
  })
})

describe('P16 writing', () => {
  const word = fc
    .oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
      fc.constantFrom(
        '2026',
        'yes',
        'no',
        'true',
        'null',
        '~',
        '1e3',
        'a: b',
        '# a',
        '- a',
        '"',
        "'",
        '🗳️',
        '주민총회',
        '<<',
        '|',
        '&a',
        '*a',
      ),
    )
    .filter((text) => tidy(text) !== '')
  const prose = fc.array(word, { maxLength: 4 }).map((lines) => lines.join('\n'))
  const option = fc.oneof(word, fc.record({ title: word, description: prose }))
  const optionsOf = fc.uniqueArray(option, {
    minLength: 2,
    maxLength: 30,
    selector: (o) => tidy(typeof o === 'string' ? o : o.title),
  })
  const settings = fc.oneof(
    fc.record({ kind: fc.constant('choice'), options: optionsOf }),
    fc.record({
      kind: fc.constant('multiple'),
      options: optionsOf,
      min: fc.constant(1),
      max: fc.integer({ min: 1, max: 2 }),
    }),
    fc.record({ kind: fc.constant('motion'), abstain: fc.boolean() }),
    fc.record({
      kind: fc.constant('rating'),
      low: fc.integer({ min: -5, max: 5 }),
      labels: fc.array(word, { minLength: 2, maxLength: 11 }),
    }),
  )
  const common = fc.record({
    title: word,
    description: prose,
    visibility: fc.constantFrom(...visibilities),
    secrecy: fc.constantFrom(...secrecies),
    change: fc.boolean(),
    seconds: fc.option(fc.integer({ min: 5, max: 86_400 })),
  })
  /** Nothing shows how a secret vote stands before the reveal. */
  const drawn = fc.tuple(common, settings).map((parts) => Object.assign({}, ...parts))
  const items = fc.array(
    drawn.map((item) => ({ ...item, ...(item.secrecy === 'secret' && { visibility: 'reveal' }) })),
    { minLength: 1, maxLength: 5 },
  )
  const agenda = fc.record({ title: word, language: fc.constantFrom(...languages), items })

  test.each([
    [{ kind: 'motion', visibility: 'live' }, 'visibility'],
    [{ kind: 'motion', visibility: 'closed' }, 'visibility'],
    [{ kind: 'text' }, 'secrecy'],
  ])('M33 a secret %o is refused', (item, field) => {
    const agenda = { title: 'T', items: [{ title: 'Q', secrecy: 'secret', ...item }] }
    expect(() => parseAgenda(JSON.stringify(agenda))).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ field: `items[0].${field}` }) }),
    )
  })

  test('what is written reads back as the same agenda', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(agenda, (input) => {
        const read = parseAgenda(JSON.stringify(input))
        expect(parseAgenda(agendaFile(read))).toEqual(read)
      }),
      { numRuns: 300 },
    )
  })

  test('the samples read back, and the file stays readable', () => {
    for (const { text } of samples) expect(parseAgenda(agendaFile(parseAgenda(text)))).toEqual(parseAgenda(text))
    const file = agendaFile(
      parseAgenda(
        item('kind: choice', 'description: "one\\n\\ntwo"', 'options: [2025, 예, { title: c, description: d }]'),
      ),
    )
    expect(file).toBe(`title: Meeting
language: en
items:
  - title: A
    description: |-
      one

      two
    kind: choice
    options:
      - "2025"
      - 예
      - title: c
        description: d
`)
  })

  test('a meeting gives back the agenda it was made from, instant items included', () => {
    const items = parseAgenda(samples[0]!.text).items
    const meeting = blank()
    evolve(meeting, { type: 'meeting-made', id: 'm', code: 'ABCDEF', title: 'M', language: 'ko', groups: [], at: 0 }, 1)
    items.forEach((question, i) => {
      evolve(meeting, { type: 'item-added', item: `i${i}`, question, to: i }, i + 2)
    })
    expect(agendaOf(meeting)).toEqual({ title: 'M', language: 'ko', groups: [], items })
  })
})

describe('the schema for editors', () => {
  const defs = schema.$defs!
  const names = (part: Schema) => Object.keys(part.properties ?? {}).sort()

  test('knows the fields the reader knows, of every kind', () => {
    const full: Omit<Question, 'kind' | 'config' | 'rule'> = {
      title: 't',
      description: 'd',
      visibility: 'live',
      secrecy: 'named',
      change: false,
      receipts: true,
      seconds: 60,
    }
    // Read, and written as the settings they stand for, or only where they say something.
    const unsaid: Record<string, string[]> = { multiple: ['exactly'], budget: ['currency', 'points'] }
    for (const [kind, { sample, config }] of kinds) {
      const settled = config(sample.config)
      const standing = standingOfNobody(kind, settled)
      const rule = { ...ruleFor(standing), ...(standing && { tie: 'chair' as const }) }
      const written = questionFields({ ...full, kind, config: settled, rule })
      expect(names(defs[kind]!), kind).toEqual([...Object.keys(written), ...(unsaid[kind] ?? [])].sort())
    }
    expect(names(schema)).toEqual(Object.keys({ ...parseAgenda(samples[0]!.text) }).sort())
    expect(schema.properties!['language']!.enum).toEqual([...languages])
    expect(defs['visibility']!.enum).toEqual([...visibilities])
    expect(defs['secrecy']!.enum).toEqual([...secrecies])
    expect(schema.properties!['items']!.items!.oneOf!.map(({ $ref }) => $ref)).toEqual(
      [...kinds.keys()].map((kind) => `#/$defs/${kind}`),
    )
  })

  test('accepts the samples, as the reader does', () => {
    expect(samples.length).toBeGreaterThanOrEqual(3)
    for (const { name, text } of samples) expect(valid(schema, parse(text)), name).toBe(true)
  })

  test('accepts what a kind accepts, and refuses fields a kind does not have', () => {
    const inMeeting = (fields: object) => ({ title: 'M', items: [fields] })
    for (const [kind, { sample }] of kinds) {
      const fields = { title: 'A', kind, ...sample.config }
      expect(valid(schema, inMeeting(fields)), kind).toBe(true)
      expect(valid(schema, inMeeting({ ...fields, colour: 'red' })), kind).toBe(false)
      expect(question(fields).kind).toBe(kind)
    }
  })

  test('refuses what the reader refuses for its shape', () => {
    for (const wrong of ['[]', '{"title":"M"}', '{"title":"M","items":[{"title":"A","kind":"poll"}]}']) {
      expect(valid(schema, JSON.parse(wrong)), wrong).toBe(false)
      expect(() => parseAgenda(wrong), wrong).toThrow(Refusal)
    }
  })

  test('describes every field', () => {
    const bare: string[] = []
    const look = (part: Schema, path: string) => {
      for (const [name, field] of Object.entries(part.properties ?? {})) {
        const target = field.$ref ? defs[field.$ref.replace('#/$defs/', '')]! : field
        if (!(field.description ?? target.description)) bare.push(`${path}.${name}`)
      }
    }
    look(schema, '')
    for (const [name, part] of Object.entries(defs)) look(part, name)
    expect(bare).toEqual([])
  })
})

describe('the sample meetings', () => {
  test('one shows all kinds, the demos most; the residents’ assembly is a full evening', () => {
    const shown = (start: string) =>
      samples
        .filter(({ name }) => name.startsWith(start))
        .map(({ text }) => new Set(parseAgenda(text).items.map(({ kind }) => kind)))
    expect(shown('every-kind')).toEqual([
      new Set([...kinds.keys()].filter((kind) => !['choice', 'multiple', 'rating'].includes(kind))),
    ])
    const [english, korean] = shown('demo')
    expect(english!.size).toBe(8)
    expect(korean).toEqual(english)
    const { items, language } = parseAgenda(samples.find(({ name }) => name.startsWith('residents'))!.text)
    expect(language).toBe('ko')
    expect(items.length).toBeGreaterThanOrEqual(8)
    expect(items.some(({ secrecy }) => secrecy === 'named')).toBe(true)
    expect(items.some(({ seconds }) => seconds === 90)).toBe(true)
    const projects = items
      .map(({ config }) => config as { options?: { title: string }[]; max?: number })
      .find(({ options }) => options?.length === 32)
    expect(projects?.max).toBe(3)
    expect(Math.max(...projects!.options!.map(({ title }) => title.length))).toBeGreaterThan(30)
    expect(Math.max(...projects!.options!.map(({ title }) => title.length))).toBeLessThanOrEqual(40)
  })
})
