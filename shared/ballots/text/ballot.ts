// Free answers, counted by what they say; the desk may hide some and take others as one. Nothing is decided by them.
import * as v from 'valibot'
import { parse, whole } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { tidy } from '../../tidy.ts'
import { type BallotType, type Counting, type Profile, total } from '../ballot.ts'
import { type Listed, type Ranking, ranking } from './count.ts'
import { edited, type Given, reviewer } from './edits.ts'
import { graphemes, SHORT } from './graphemes.ts'
import { fold, wordsOf } from './texts.ts'
import { explain, words } from './words.ts'

export interface TextConfig {
  /** How many answers one voter may give. */
  answers: number
  /** The most characters of an answer, as a reader counts them. */
  length: number
}
/** The answers of one voter, as they typed them, all different. */
export type TextVote = string[]
export interface TextTally {
  /** The most given first. */
  answers: Listed[]
  rest: Ranking['rest']
  /** The words of the answers, the most used first; none of short answers, nor while votes still come in. */
  words: Listed[]
  /** How many different answers the desk has hidden. */
  hidden: number
  /** Ballots counted. */
  cast: number
}

/** Every phone gets the tally: so many answers and words are listed. */
const ANSWERS = 200
const WORDS = 60

const settings = v.strictObject({
  answers: v.optional(whole(1, 3), 1),
  length: v.optional(whole(1, 200), 80),
})

function vote(input: unknown, { answers, length }: TextConfig): TextVote {
  const list = v.pipe(
    v.array(v.pipe(v.string(), v.transform(tidy), v.nonEmpty())),
    v.minLength(1),
    v.maxLength(answers),
  )
  const texts = parse(list, input, 'vote')
  // A grapheme has no length of its own: what joins without end is refused too.
  for (const [index, text] of texts.entries())
    if (text.length > 12 * length || graphemes(text) > length)
      throw new Refusal('invalid', { field: `vote[${index}]`, expected: { what: 'shorter', limit: length } })
  const ids = texts.map(fold)
  return texts.filter((_, index) => ids.indexOf(ids[index]!) === index)
}

/** Folding and splitting cost more than counting: each vote is read once. */
const remembered = (read: (vote: TextVote) => Given[]) => {
  const known = new WeakMap<TextVote, Given[]>()
  return (vote: TextVote) => {
    const given = known.get(vote) ?? read(vote)
    known.set(vote, given)
    return given
  }
}
/** Each once, as it is spelt first. */
function distinct(list: Given[]): Given[] {
  const first = new Map<string, Given>()
  for (const one of list) if (!first.has(one.id)) first.set(one.id, one)
  return [...first.values()]
}
const given = (texts: readonly string[]): Given[] => texts.map((text) => ({ id: fold(text), text }))
const answersOf = remembered(given)
const wordsIn = remembered((vote) => distinct(given(vote.flatMap(wordsOf))))

function tally(profile: Profile<TextVote>, { length }: TextConfig, { closed, edits }: Counting): TextTally {
  const review = reviewer(edits)
  const { listed, rest, hidden } = ranking(profile, answersOf, review, ANSWERS)
  // Words are those of the answers as they count.
  const counted = (vote: TextVote) =>
    distinct(given(answersOf(vote).flatMap((answer) => wordsOf(review!(answer)?.text ?? ''))))
  return {
    answers: listed,
    rest,
    words: closed && length > SHORT ? ranking(profile, review ? counted : wordsIn, review, WORDS).listed : [],
    hidden,
    cast: total(profile).votes,
  }
}

export const text: BallotType<TextConfig, TextVote, TextTally> = {
  config: (input) => parse(settings, input),
  settings: ({ answers, length }) => ({ answers, length }),
  vote,
  // No answer has more than one line.
  key: (vote) => vote.join('\n'),
  tally,
  rows: ({ answers, rest }) => [
    ...answers.map(({ text, ...row }) => ({ id: fold(text), label: text, ...row })),
    // No folded text has this sign in it.
    ...(rest.answers > 0 ? [{ id: '…', word: 'rest', votes: rest.votes, weight: rest.weight }] : []),
  ],
  chosen: (vote) => vote.map(fold),
  say: (vote) => vote.join(' / '),
  explain,
  scenes: ({ answers, words }, { length }) => {
    const cloud = { name: 'cloud', steps: 1 }
    const list = { name: 'list', steps: 1 }
    if (answers.length === 0) return []
    return length <= SHORT || words.length > 0 ? [cloud, list] : [list]
  },
  edits: (input, _, before) => edited(input, before),
  words,
  sample: {
    config: { answers: 2, length: 40 },
    votes: [
      { vote: ['More trees', 'A bench'], count: 1 },
      { vote: ['more trees'], count: 2 },
      { vote: ['나무를 더 심어 주세요'], count: 3 },
    ],
    tally: {
      answers: [
        { text: 'more trees', votes: 3, weight: 3 },
        { text: '나무를 더 심어 주세요', votes: 3, weight: 3 },
        { text: 'A bench', votes: 1, weight: 1 },
      ],
      rest: { answers: 0, votes: 0, weight: 0 },
      words: [
        { text: 'trees', votes: 3, weight: 3 },
        { text: '나무를', votes: 3, weight: 3 },
        { text: '심어', votes: 3, weight: 3 },
        { text: 'bench', votes: 1, weight: 1 },
      ],
      hidden: 0,
      cast: 6,
    },
    refused: [
      [],
      '',
      'not a list',
      [''],
      [' \u202e\u200b '],
      ['a', 'b', 'c'],
      ['x'.repeat(41)],
      ['\u3164'],
      [1],
      null,
      [['a']],
      { 0: 'a', length: 1 },
    ],
    refusedConfigs: [{ answers: 0 }, { answers: 4 }, { length: 0 }, { length: 201 }, { length: '80' }, { max: 3 }],
  },
}
