// Texts that spreadsheets, parsers and encodings stumble over.
import fc from 'fast-check'
import { evolve } from '../shared/meeting/evolve.ts'
import { question } from '../shared/meeting/question.ts'
import { record } from './record.ts'

const starts = [
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '＝',
  '＋',
  '－',
  '＠',
  '﹦',
  "'",
  "''",
  '',
  ' ',
  '\u200b',
  '\ufeff',
  '\u00a0',
  '\u3000',
  '\n',
  '\0',
]
const texts = [
  '=HYPERLINK("http://x","y")',
  "=cmd|'/c calc'!A1",
  '-1',
  '+82-10-1234',
  '007',
  '1e5',
  '주민총회 안건, "찬성"',
  '주민총회'.normalize('NFD'),
  '👩‍👩‍👧‍👦🇰🇷',
  'a,b;c\td',
  '"',
  '""',
  '",\r\n"',
  '_x0041_',
  '_X000d_',
  '<v>&amp;]]>',
  'constructor',
  '__proto__',
  'toString',
  '\u0007\u007f\u009f\ufffd\ufffe',
  '\u{1fffe}',
]

/** Well-formed text, hostile at its start or throughout. */
export const hostile = fc.oneof(
  fc.constantFrom(...texts),
  fc
    .tuple(
      fc.array(fc.constantFrom(...starts), { maxLength: 4 }),
      fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 20 })),
    )
    .map(([start, rest]) => start.join('') + rest),
)

const { rule } = question({ title: 'Any', kind: 'choice', options: ['a', 'b'] })

/** A closed meeting with these texts as options, 200 an item, as if no parser had ever looked at them. */
export function hostileMeeting(texts: string[]) {
  const run = record('ko', [], 1)
  for (let at = 0; at < texts.length; at += 200) {
    const options = texts.slice(at, at + 200).map((title, index) => ({ id: String(index + 1), title, description: '' }))
    const base = { description: '', visibility: 'reveal', secrecy: 'named', change: true } as const
    const rest = { receipts: false, seconds: null, rule }
    const question = { ...base, ...rest, title: texts[at]!, kind: 'choice', config: { options } }
    const to = run.meeting.items.length
    evolve(run.meeting, { type: 'item-added', item: `item${to + 1}`, question, to }, run.meeting.seq + 1)
    run.open(to, ['1'])
    run.close(to)
  }
  return run.meeting
}
