// What a check found, in plain English.
import type { Code, Finding } from './finding.ts'

export interface Words {
  item: (item: number, title: string) => string
  round: (round: number) => string
  /** One thing that stands in the file and should be another. */
  differs: (what: string, recorded: string, found: string) => string
  stands: (what: string, recorded: string) => string
  nothing: string
  moments: Record<string, string>
  /** What fields are called, by the end of their path. */
  fields: readonly (readonly [RegExp, string])[]
  right: Partial<Record<Code, (finding: Finding) => string>>
  wrong: Partial<Record<Code, (finding: Finding) => string>>
  unchecked: Partial<Record<Code, (finding: Finding) => string>>
}

export const en: Words = {
  item: (item, title) => `Item ${item}, “${title}”`,
  round: (round) => `round ${round}`,
  differs: (what, recorded, found) => `${what}: the file says ${recorded}, and it should be ${found}.`,
  stands: (what, recorded) => `${what}: the file says ${recorded}.`,
  nothing: 'nothing',
  moments: {
    opened: 'when this round opened',
    closed: 'when this round closed',
    reopened: 'when this round was opened again',
    revealed: 'when the result was shown',
    voided: 'when this round was declared void',
  },
  fields: [
    [/turnout\.(groups\[\d+\]\.)?voted$/, 'How many voted'],
    [/turnout\.(groups\[\d+\]\.)?present$/, 'How many were present'],
    [/turnout\.(groups\[\d+\]\.)?eligible$/, 'How many could vote'],
    [/counted\.profile/, 'The votes'],
    [/counted\.groups/, 'The votes of a group'],
    [/counted\.voted/, 'The list of who took part'],
    [/counted\.named/, 'Who voted what'],
    [/counted\.receipts/, 'The published receipts'],
    [/counted\.outcome\.(winners|tied|advance)/, 'Who won'],
    [/counted\.outcome/, 'The outcome'],
    [/counted\.(tally|rows|ballots|weight)/, 'The count'],
    [/counted\.text/, 'The result in words'],
    [/counted\.edits/, 'What the desk made of answers'],
    [/question\.title$|^meeting\.title$/, 'The title'],
    [/question/, 'What was asked'],
    [/\brule\.quorum/, 'The quorum'],
    [/\brule/, 'The rule'],
    [/\blot/, 'The lot'],
    [/\bchair$/, 'The casting vote'],
    [/void\.reason$/, 'Why the round is void'],
    [/void/, 'Whether the round is void'],
    [/supersedes/, 'Which round it replaces'],
    [/(openedAt|closedAt|revealedAt|madeAt|\.at)$/, 'A time'],
    [/heads/, 'The record codes'],
    [/digest$/, 'The digest of the ballots'],
    [/^items(\[\d+\])?$/, 'The items of the agenda'],
    [/rounds(\[\d+\])?$/, 'The rounds of the item'],
  ],
  right: {
    file: () => 'The file is written exactly as spotvote writes it, to the last character.',
    chain: ({ found }) => `The record of ${found} entries is whole: every link of its chain fits the one before.`,
    photo: ({ recorded, found }) =>
      `The record code ${recorded} is in this record${found ? `: it stood on the wall ${en.moments[String(found)]}` : ''}. Nothing that happened before it has been changed since.`,
    meeting: () => 'Title, groups and seats of the meeting follow from the record.',
    agenda: ({ found }) => `All ${found} items stand in the order of the record, with all their rounds.`,
    round: () => 'Question, rule, times and turnout are those of the record.',
    fingerprint: ({ found }) => `The fingerprint ${found} is that of question, rule, groups and lot.`,
    lot: () => 'The lot, drawn again from its seed, comes out the same.',
    box: ({ found }) => `The ${found} ballots are those that were sealed when the round closed.`,
    voted: ({ found }) => `${found} took part, each with one seat of this meeting.`,
    names: () => 'Names stand with votes where the vote was by name, and nowhere else.',
    count: () => 'Counted again from the ballots, the result is the same in every figure.',
    labels: () => 'The result names the options as they were put to the vote.',
    'co-signed': ({ found }) => `Signed by scrutineers when it closed: ${(found as string[]).join(', ')}.`,
  },
  wrong: {
    json: () => 'This file is no JSON file, or it is damaged.',
    export: () => 'This file is not an export of spotvote with a record.',
    unreadable: () => 'This file is not put together as an export is; it could not be read to its end.',
    file: ({ path }) => `Line ${path} is not written as spotvote writes it.`,
    checksum: () => 'The file was changed after it was written: its checksum is not that of the rest.',
    field: () => 'An export has no such field.',
    meeting: () => 'The meeting is not the one of the record.',
    agenda: () => 'The agenda is not the one of the record.',
    entry: () => 'The record tells something that cannot have happened.',
    chain: () => 'The chain of the record does not hold: entries were changed, added or taken away.',
    photo: ({ recorded }) =>
      `The record code ${recorded} is not in this record: what stood on the wall was another record than this one, or a letter is misread.`,
    'photo-form': ({ recorded }) => `“${recorded}” is no record code: one has twelve letters and digits.`,
    mismatch: ({ title }) => `The scrutineer ${title} reported that the record was not the one they held.`,
    round: () => 'What the file says of the round is not what the record says.',
    heads: () => 'The record codes of the round are not those that its record comes to.',
    fingerprint: () => 'The fingerprint is not that of question, rule, groups and lot.',
    lot: () => 'The lot, drawn again from its seed, comes out differently.',
    turnout: () => 'The turnout is not that of the record.',
    box: () => 'The ballots are not those that were sealed when the round closed.',
    voted: () => 'Who took part does not fit the seats of the meeting and the turnout.',
    names: () => 'Names and votes do not fit together.',
    count: () => 'Counted again from the ballots, the result is another one.',
    labels: () => 'The result in words does not fit the question or the outcome.',
  },
  unchecked: {
    photo: () =>
      'No record code was given. Whoever made this file could have made all of it anew; only a code that you have yourself, from a photograph of the wall, shows that it is the record of that evening.',
    'after-photo': ({ found }) =>
      `After that code the record goes on for ${found === 1 ? 'one entry' : `${found} entries`}: only a later code binds those.`,
    operator: () =>
      'What whoever ran the laptop did while a round was open. Ballots are sealed when it closes; only from then on can nobody change them unseen.',
    person: () => 'That every seat is one person who may vote. This meeting knew devices; the room knows people.',
    words: () => 'The sentences that explain a result. The figures behind them are counted again.',
    seq: () => 'The number of the last event; ballots of open rounds count in it and are not kept.',
    open: () => 'This round is open: there is nothing to count yet, and nobody can say how many have voted.',
    secret: () => 'This round is secret and its result has not been shown: its ballots are not in the file.',
    undone: () =>
      'This round was closed, opened again and closed again. What had been counted at the first close is not in the file.',
    salt: () =>
      'The ballots of this round were sealed by an early version, without a random part: before the result was out, whoever had the digest could have guessed them.',
    small: () => 'How small groups voted. Only what they decided was kept, so that nobody’s vote is told.',
  },
}
