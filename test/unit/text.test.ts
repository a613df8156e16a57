// Free answers: what is one text, what is the same text, what the desk makes of them, and where they stand in a cloud.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counting, type Profile } from '../../shared/ballots/ballot.ts'
import { text } from '../../shared/ballots/text/ballot.ts'
import { type Cloud, cloud } from '../../shared/ballots/text/cloud.ts'
import { graphemes, shortened } from '../../shared/ballots/text/graphemes.ts'
import { fold, wordsOf } from '../../shared/ballots/text/texts.ts'
import { Refusal } from '../../shared/refusal.ts'
import { tidy } from '../../shared/tidy.ts'

const config = text.config({ answers: 3, length: 60 })

const refusal = (attempt: () => unknown) => {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.details }
    throw error
  }
  return null
}

function profileOf(...votes: string[][]): Profile<string[]> {
  const profile = new Map<string, { vote: string[]; count: number; weight: number }>()
  for (const given of votes) {
    const vote = text.vote(given, config)
    const { count } = profile.get(text.key(vote)) ?? { count: 0 }
    profile.set(text.key(vote), { vote, count: count + 1, weight: count + 1 })
  }
  return profile
}

/** The steps of a desk, one after the other. */
const edits = (...steps: object[]) => steps.reduce<unknown>((before, step) => text.edits!(step, config, before), null)
const tallied = (profile: Profile<string[]>, made: unknown = null, closed = true) =>
  text.tally(profile, config, counting({ closed, edits: made }))
const listed = (list: { text: string; votes: number }[]) => list.map(({ text, votes }) => `${text} ${votes}`)

describe('B11 one answer', () => {
  test.each([
    ['  two \n\t words ', 'two words'],
    ['e\u0301', 'é'],
    ['\u202eevil\u202c', 'evil'],
    ['a\u200bb\u0000c\u2066d\ufeff', 'abcd'],
    ['half \ud83d pair', 'half pair'],
    ['👨‍👩‍👧', '👨‍👩‍👧'],
    [`Z${'\u0351'.repeat(40)}!`, `Z${'\u0351'.repeat(4)}!`],
    ['가\u1100\u1161', '가가'],
    ['\u3164\u200d \u0301', ''],
    ['\u202e\u200b', ''],
  ])('%j becomes %j', (typed, line) => expect(tidy(typed)).toBe(line))

  test('what is tidy stays so, whatever was typed, and so does what is folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const line = tidy(typed)
        expect(tidy(line)).toBe(line)
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u)
        expect(fold(fold(line))).toBe(fold(line))
      }),
      { numRuns: 50 },
    )
  })

  test('its length is counted as its reader counts it', () => {
    const short = text.config({ length: 5 })
    for (const five of ['abcde', '다섯글자요', '👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', '🇰🇷🇰🇷🇰🇷🇰🇷🇰🇷', 'e\u0301'.repeat(5)]) {
      expect(graphemes(five)).toBe(5)
      expect(text.vote([five], short)).toHaveLength(1)
      const one = `${five}a`
      expect(refusal(() => text.vote([one], short))).toMatchObject({
        field: 'vote[0]',
        expected: { what: 'shorter', limit: 5 },
      })
    }
    // Emoji that are joined without end are one character, and still too long.
    expect(refusal(() => text.vote([Array(50).fill('👩').join('\u200d')], short))).toMatchObject({ field: 'vote[0]' })
    expect(shortened('👨‍👩‍👧 가족 모두', 4)).toBe('👨‍👩‍👧 가…')
  })

  test('texts alike but for case, width and spacing are the same, once a voter, spelt as most spell it', () => {
    expect(text.vote(['Wi-Fi', 'wi-fi', 'ＷＩ－ＦＩ'], config)).toEqual(['Wi-Fi'])
    const { answers, cast } = tallied(profileOf(['wifi', 'WIFI'], ['WiFi'], ['WiFi'], ['ｗｉｆｉ', 'tea']))
    expect([listed(answers), cast]).toEqual([['WiFi 4', 'tea 1'], 4])
  })

  test('B11 of two spellings on one ballot the first counts, of an answer and of a word', () => {
    const merged = { hidden: [], merged: [['shrub', 'tree']] }
    expect(listed(tallied(profileOf(['TREE', 'shrub'], ['tree']), merged).answers)).toEqual(['TREE 2'])
    expect(listed(tallied(profileOf(['Tree, tree, a TREE'])).words)).toEqual(['Tree 1'])
  })

  test('more than 200 are listed by their weight, and the rest is a row of its own', () => {
    const tally = tallied(profileOf(...Array.from({ length: 250 }, (_, n) => [`answer ${n}`, 'common'])))
    expect(tally.answers).toHaveLength(200)
    expect(tally.answers[0]).toEqual({ text: 'common', votes: 250, weight: 250 })
    expect(tally.rest).toEqual({ answers: 51, votes: 51, weight: 51 })
    const rows = text.rows(tally, config)
    expect(rows.at(-1)).toEqual({ id: '…', word: 'rest', votes: 51, weight: 51 })
    // No answer can take the row's place.
    expect(fold('…')).toBe('...')
  })
})

describe('words', () => {
  test('are split by script; Korean at spaces, particles stay', () => {
    expect(wordsOf('에어컨이 너무 약해요, 에어컨을 고쳐 주세요!')).toEqual(['에어컨이', '약해요', '에어컨을', '고쳐'])
    expect(wordsOf('The bus stop is too far (2 km)')).toEqual(['bus', 'stop', 'too', 'far', '2', 'km'])
  })

  test('count once a voter, only once the box is closed, and not of short answers', () => {
    const profile = profileOf(['tree, tree and tree', 'a tree'], ['Tree'])
    expect(listed(tallied(profile).words)).toEqual(['Tree 2'])
    expect(tallied(profile, null, false).words).toEqual([])
    expect(text.tally(profile, text.config({ length: 20 }), counting({ closed: true })).words).toEqual([])
  })
})

describe('B12 the desk', () => {
  const profile = profileOf(['에어컨 소음', 'rude thing'], ['에어컨소음'], ['Rude Thing'], ['주차'])

  test('hides an answer with its words, and shows it again', () => {
    const made = edits({ do: 'hide', text: 'RUDE thing' })
    const tally = tallied(profile, made)
    expect(JSON.stringify([tally, text.rows(tally, config)]).toLowerCase()).not.toMatch(/rude|thing/)
    expect([listed(tally.answers), tally.hidden, tally.cast]).toEqual([
      ['에어컨 소음 1', '에어컨소음 1', '주차 1'],
      1,
      4,
    ])
    expect(tallied(profile, text.edits!({ do: 'show', text: 'rude THING' }, config, made))).toEqual(tallied(profile))
  })

  test('takes answers as one: a voter of both counts once, a merged one goes along, and each can be taken back', () => {
    const one = edits({ do: 'merge', text: '에어컨소음', into: '에어컨 소음' })
    expect(listed(tallied(profile, one).answers)).toContain('에어컨 소음 2')
    const two = text.edits!({ do: 'merge', text: '에어컨 소음', into: 'rude thing' }, config, one)
    expect(listed(tallied(profile, two).answers)).toEqual(['rude thing 3', '주차 1'])
    expect(listed(tallied(profile, text.edits!({ do: 'part', text: '에어컨소음' }, config, two)).answers)).toContain(
      '에어컨소음 1',
    )
    const hidden = text.edits!({ do: 'hide', text: 'rude thing' }, config, two)
    expect(listed(tallied(profile, hidden).answers)).toEqual(['주차 1'])
  })

  test('merges words as well', () => {
    const particles = profileOf(['에어컨이 고장'], ['에어컨을 고장'])
    const made = edits(
      { do: 'merge', text: '에어컨이', into: '에어컨' },
      { do: 'merge', text: '에어컨을', into: '에어컨' },
    )
    expect(listed(tallied(particles, made).words)).toEqual(['고장 2', '에어컨 2'])
  })

  test('cannot go round in circles, nor on for ever', () => {
    const made = edits({ do: 'merge', text: 'a', into: 'b' })
    expect(refusal(() => text.edits!({ do: 'merge', text: 'b', into: 'A' }, config, made))?.code).toBe('invalid')
    expect(refusal(() => text.edits!({ do: 'merge', text: 'b' }, config, made))?.field).toBe('edits.into')
    expect(refusal(() => text.edits!({ do: 'burn', text: 'b' }, config, made))?.field).toBe('edits.do')
    const many = edits(...Array.from({ length: 500 }, (_, n) => ({ do: 'hide', text: `t${n}` })))
    expect(refusal(() => text.edits!({ do: 'hide', text: 'one more' }, config, many))?.expected).toMatchObject({
      limit: 500,
    })
    expect(text.edits!({ do: 'hide', text: 'T7' }, config, many)).toMatchObject({ merged: [] })
  })

  test('any steps leave a list without chains, and the ballots as they were', () => {
    const step = fc.record({
      do: fc.constantFrom('hide', 'show', 'merge', 'part'),
      text: fc.constantFrom('a', 'B', 'c', 'D'),
      into: fc.constantFrom('A', 'b', 'C', 'd'),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let made: unknown = null
        for (const one of steps)
          if (!refusal(() => text.edits!(one, config, made))) made = text.edits!(one, config, made)
        const { merged = [] } = (made ?? {}) as { merged?: [string, string][] }
        const from = merged.map(([text]) => fold(text))
        expect(new Set(from).size).toBe(from.length)
        expect(merged.filter(([, into]) => from.includes(fold(into)))).toEqual([])
        const all = profileOf(['a', 'b'], ['c'], ['d', 'a'])
        const before = structuredClone(all)
        expect(tallied(all, made).cast).toBe(3)
        expect(all).toEqual(before)
      }),
    )
  })
})

describe('a cloud', () => {
  const widthOf = (text: string) => text.length * 0.6
  const frame = { width: 1600, height: 700 }
  const named = (weights: readonly number[]) =>
    weights.map((weight, n) => ({ id: `word${n}`, text: 'x'.repeat(2 + (n % 9)), weight }))
  const overlaps = ({ placed }: Cloud) =>
    placed.flatMap((a, n) =>
      placed
        .slice(n + 1)
        .filter(
          (b) =>
            2 * Math.abs(a.x - b.x) < a.width + b.width - 0.1 && 2 * Math.abs(a.y - b.y) < a.height + b.height - 0.1,
        ),
    )
  const outside = ({ placed, frame }: Cloud) =>
    placed.filter(
      ({ x, y, width, height }) =>
        2 * Math.abs(x) + width > frame.width + 0.1 || 2 * Math.abs(y) + height > frame.height + 0.1,
    )
  const weights = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 60 })

  test('has a place for all, inside of its frame, none over another, the same every time', () => {
    fc.assert(
      fc.property(weights, (list) => {
        const made = cloud(named(list), frame, widthOf, null)
        expect(made.placed).toHaveLength(list.length)
        expect([overlaps(made), outside(made)]).toEqual([[], []])
        expect(cloud(named(list), frame, widthOf, null)).toEqual(made)
      }),
      { numRuns: 25 },
    )
  })

  test('stays where it is while counts grow, and new words find a place', () => {
    const few = cloud(named([9, 5, 3, 2, 1]), frame, widthOf, null)
    const more = cloud(named([10, 5, 3, 2, 1, 1, 1]), frame, widthOf, few)
    expect(more.placed).toHaveLength(7)
    expect(overlaps(more)).toEqual([])
    const place = (made: Cloud) => Object.fromEntries(made.placed.map(({ id, x, y }) => [id, [x, y]]))
    expect(place(more)).toMatchObject(place(few))
    // A second look at the same changes nothing.
    expect(place(cloud(named([10, 5, 3, 2, 1, 1, 1]), frame, widthOf, more))).toEqual(place(more))
  })

  test('fits a phone, and a frame that is too small for anything', () => {
    const made = cloud(named(Array(60).fill(1)), { width: 300, height: 220 }, widthOf, null)
    expect([overlaps(made), outside(made)]).toEqual([[], []])
    expect(made.placed).toHaveLength(60)
    expect(cloud(named([1]), { width: 1, height: 1 }, widthOf, null).placed.length).toBeLessThanOrEqual(1)
  })
})
