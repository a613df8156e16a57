// What checking an export can find: where something agrees, where it does not, and what nobody could check.

export const codes = [
  // Of the file.
  'file',
  'checksum',
  'json',
  'export',
  'field',
  'meeting',
  'agenda',
  'unreadable',
  // Of the record.
  'entry',
  'chain',
  'photo',
  'photo-form',
  'after-photo',
  'mismatch',
  'co-signed',
  // Of a round.
  'round',
  'heads',
  'fingerprint',
  'lot',
  'turnout',
  'box',
  'voted',
  'names',
  'count',
  'labels',
  // What cannot be checked.
  'operator',
  'person',
  'words',
  'seq',
  'open',
  'secret',
  'undone',
  'salt',
  'small',
] as const

export type Code = (typeof codes)[number]

export interface Finding {
  says: 'right' | 'wrong' | 'unchecked'
  code: Code
  /** Number of the item on the agenda and of its round, and what was asked. */
  item?: number
  round?: number
  title?: string
  /** Where in the file, as in `items[0].rounds[1].turnout.voted`. */
  path?: string
  /** What stands there, and what should. */
  recorded?: unknown
  found?: unknown
}

/** Which round a finding is about. */
export type Place = Pick<Finding, 'item' | 'round' | 'title'>
