// What is printed when the server is ready.
import { styleText } from 'node:util'
import { printable, type TerminalWords } from '../shared/words/terminal.ts'
import type { Options } from './options.ts'
import { qrText } from './qr.ts'

export interface Links {
  url: string
  port: number
  /** Whether a phone could get through; where none could, the links are good on this computer only. */
  reachable: boolean
  organizer: string
  meetings: MeetingLinks[]
}

interface MeetingLinks {
  code: string
  title?: string
  join: string
  projector: string
  moderator: string
  kiosk: string
}

type Announced = Pick<Options, 'json' | 'data'>

/**
 * The text printed at start, line ends included: for people, or as one line of JSON. `colours` says whether the
 * terminal shows them.
 */
export function announce(links: Links, { json, data }: Announced, words: TerminalWords, colours = false): string {
  if (json) return `${JSON.stringify(listed(links))}\n`
  const w = words.start
  const [first, ...others] = links.meetings
  const house: Row[] = [
    [w.organizer, links.organizer],
    [w.saved, data],
  ]
  const blocks = links.meetings.map((meeting) => meetingRows(meeting, w))
  const width = Math.max(...[...blocks.flat(), ...house].map(([label]) => columns(label)))
  const paragraphs = [
    links.reachable && first && others.length === 0 ? qrBlock(first.join, colours) : null,
    links.reachable ? w.sameNetwork : w.noNetwork,
    first ? null : w.noMeetings,
    ...links.meetings.map(({ code, title }, index) =>
      [heading(code, title), ...table(blocks[index]!, width)].join('\n'),
    ),
    table(house, width).join('\n'),
    `${w.secret}\n${w.stop}`,
  ]
  return `\n${paragraphs.filter((text) => text !== null).join('\n\n')}\n\n`
}

type Row = [label: string, value: string]

const meetingRows = ({ join, projector, moderator, kiosk }: MeetingLinks, w: TerminalWords['start']): Row[] => [
  [w.join, join],
  [w.projector, projector],
  [w.moderator, moderator],
  [w.kiosk, kiosk],
]

const table = (rows: Row[], width: number) =>
  rows.map(([label, value]) => `  ${label}${' '.repeat(width - columns(label))}  ${value}`)

const heading = (code: string, title = '') => `${code}  ${printable(title)}`.trimEnd()

/** A terminal draws the letters of Hangul two columns wide. */
export const columns = (text: string) => [...text].reduce((sum, letter) => sum + (/[ᄀ-ᇿ가-힣]/.test(letter) ? 2 : 1), 0)

/** With colours the code is black on white, as scanners like it, on a dark terminal too. */
function qrBlock(text: string, colours: boolean): string {
  const paint = (line: string) => styleText(['black', 'bgWhiteBright'], line, { validateStream: false })
  const lines = qrText(text).split('\n')
  return lines.map((line) => `  ${colours ? paint(line) : line}`).join('\n')
}

const listed = ({ url, port, organizer, meetings }: Links) => ({
  url,
  port,
  organizer,
  meetings: meetings.map(({ code, join, projector, moderator, kiosk }) => ({
    code,
    join,
    projector,
    moderator,
    kiosk,
  })),
})
