// Free answers (SPEC B11, B12): those that differ in case, width or spacing alone are one answer, and a voter counts once for
// it. What the desk hid or merged changes this tally and not the votes. Longer answers are counted word by word as well.
import { heads, type Kind, line, type Paper, sum } from './kind.ts'
import { list, text as readText, record, whole } from './read.ts'
import { stopWords } from './stop-words.ts'

/** How many answers and words the tally tells; answers up to SHORT characters have no words of their own. */
const ANSWERS = 200
const WORDS = 60
const SHORT = 20

/** What is the same for all spellings of an answer. */
const fold = (text: string) => text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim()

/** Letters that are drawn as nothing are nothing to see; controls, directions and halves of pairs are dropped (P30). */
const seen = /[^\p{M}\p{C}\p{Z}\u115f\u1160\u2800\u3164\uffa0]/u
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/u

// Where characters and words end follows the writing, not the language asked for.
const split = typeof Intl.Segmenter === 'function'
const byCharacter = split ? new Intl.Segmenter('en') : null
const byWord = split ? new Intl.Segmenter('en', { granularity: 'word' }) : null

const characters = (text: string) => (byCharacter ? [...byCharacter.segment(text)] : [...text]).length

/** The words of a text, but for the commonest; Korean is split at spaces, particles stay with their word. */
const wordsOf = (text: string) =>
  [...(byWord?.segment(text) ?? [])]
    .filter(({ segment, isWordLike }) => isWordLike && !stopWords.has(segment.toLowerCase()))
    .map(({ segment }) => segment)

/** What a text counts as, by what the desk did: an id with a spelling, or null where it is hidden. */
function review(edits: unknown) {
  const { hidden, merged } = edits === null ? { hidden: [], merged: [] } : record(edits, 'counted.edits')
  const out = new Set(list(hidden, 'counted.edits.hidden').map((text) => fold(readText(text, 'counted.edits.hidden'))))
  const into = new Map(
    list(merged, 'counted.edits.merged').map((pair) => {
      const [from, to] = list(pair, 'counted.edits.merged').map((text) => readText(text, 'counted.edits.merged'))
      return [fold(from ?? ''), to ?? '']
    }),
  )
  return (text: string) => {
    const target = into.get(fold(text))
    const id = fold(target ?? text)
    return out.has(id) ? { id, text: null } : { id, text: target ?? text }
  }
}

interface Given {
  id: string
  /** Each spelling with how many wrote it so. */
  spelt: Map<string, number>
  votes: number
  weight: number
}

/** Votes and weight of each text of `texts(paper)`, once a voter; those with most weight first. */
function gather(papers: readonly Paper[], texts: (paper: Paper) => { id: string; text: string }[]): Given[] {
  const all = new Map<string, Given>()
  for (const paper of papers) {
    const seen = new Set<string>()
    for (const { id, text } of texts(paper)) {
      // A voter counts once, with the first spelling.
      if (seen.has(id)) continue
      seen.add(id)
      const given = all.get(id) ?? { id, spelt: new Map(), votes: 0, weight: 0 }
      given.spelt.set(text, (given.spelt.get(text) ?? 0) + paper.weight)
      given.votes += paper.count
      given.weight += paper.weight
      all.set(id, given)
    }
  }
  return [...all.values()].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
}

const told = ({ spelt, votes, weight }: Given) => {
  const [[text] = ['']] = [...spelt].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
  return { text, votes, weight }
}

export function text(config: unknown): Kind {
  const settings = record(config, 'question.config')
  const most = whole(settings['answers'], 'question.config.answers', 1, 3)
  const length = whole(settings['length'], 'question.config.length', 1, 200)
  const fits = (answer: unknown) =>
    typeof answer === 'string' && seen.test(answer) && !unseen.test(answer) && characters(answer) <= length
  return {
    sides: [],
    key(vote) {
      if (!Array.isArray(vote) || vote.length < 1 || vote.length > most || !vote.every(fits)) return null
      return new Set(vote.map(fold)).size === vote.length ? vote.join('\n') : null
    },
    count(papers, { edits }) {
      const counts = review(edits)
      const answersOf = ({ vote }: Paper) => (vote as string[]).map((text) => ({ given: fold(text), ...counts(text) }))
      const shown = (texts: { id: string; text: string | null }[]) =>
        texts.flatMap(({ id, text }) => (text === null ? [] : [{ id, text }]))
      const all = gather(papers, (paper) => shown(answersOf(paper)))
      const out = new Set(papers.flatMap(answersOf).flatMap(({ given, text }) => (text === null ? [given] : [])))
      const words = gather(papers, (paper) =>
        shown(answersOf(paper).flatMap(({ text }) => (text === null ? [] : wordsOf(text).map(counts)))),
      )
      const rest = all.slice(ANSWERS)
      const others = {
        answers: rest.length,
        votes: sum(rest.map(({ votes }) => votes)),
        weight: sum(rest.map(({ weight }) => weight)),
      }
      return {
        tally: {
          answers: all.slice(0, ANSWERS).map(told),
          rest: others,
          words: length > SHORT ? words.slice(0, WORDS).map(told) : [],
          hidden: out.size,
          cast: heads(papers),
        },
        rows: [
          ...all.slice(0, ANSWERS).map((given) => line(given.id, given)),
          ...(rest.length > 0 ? [line('…', others)] : []),
        ],
        decision: null,
      }
    },
  }
}
