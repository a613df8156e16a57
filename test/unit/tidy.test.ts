// What people typed, when it comes in: nothing in it that cannot be seen, in whatever field it was typed.
import { expect, test } from 'vitest'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import { Refusal } from '../../shared/refusal.ts'
import { tidy, tidyLines } from '../../shared/tidy.ts'
import { corpus, filled } from '../browser/corpus.ts'

/** Controls but for line ends, directions, halves of pairs, piles of marks. */
const unseen = /(?!\n)\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}|\p{M}{5}/u

const read = (text: string) =>
  parseAgenda(
    JSON.stringify({
      title: text,
      groups: [text, 'B'],
      items: [
        { title: text, description: text, kind: 'choice', options: [{ title: text, description: text }, 'B'] },
        { title: text, kind: 'rating', low: 1, high: 2, labels: [text.slice(0, 20), 'good'] },
        { title: text, kind: 'number', unit: text.slice(0, 5) },
        {
          title: text,
          kind: 'budget',
          budget: 5,
          currency: text.slice(0, 5),
          projects: [text, 'B'].map((title) => ({ title, cost: 1 })),
        },
      ],
    }),
  )

test('P30 no field keeps what cannot be seen', () => {
  for (const [n, text] of corpus.entries()) {
    const kept = JSON.stringify(read(filled(n, 50)), null, 1).replaceAll('\\n', '\n')
    expect([text, unseen.exec(kept)]).toEqual([text, null])
    expect(read(filled(n, 50)).title).toBe(tidy(filled(n, 50)))
  }
})

test('P30 what cannot be seen at all is blank', () => {
  for (const text of ['\u202e', '\u0000\u0007', '\u2066 \u2069', '\u3164', '\u0301\u0301'])
    expect(() => read(text)).toThrow(Refusal)
})

test('P30 lines stay lines, and what joins letters and emoji stays', () => {
  expect(tidyLines(' one \r\n\r\n  two\u202e\tx \n')).toBe('one\n\n  two x')
  for (const text of ['👩‍👩‍👧‍👦 🏳️‍🌈', 'مجلس الحي', '은하수동 주민총회', 'Ça va – “naïve”'])
    expect(tidy(text)).toBe(text)
  expect(tidy('은하수'.normalize('NFD'))).toBe('은하수')
})
