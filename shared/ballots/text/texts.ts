// Free text made fit to be counted: what equals what, and its words.
import { stop } from './stop.ts'

/** Texts that fold alike are the same answer: case, width and spacing aside. */
export const fold = (text: string): string =>
  text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim()

let segmenter: Intl.Segmenter | undefined

/** The words of a text, without the little ones. Korean is split at spaces: particles stay with their word. */
export function wordsOf(text: string): string[] {
  // Word boundaries follow the script, not the language asked for: one segmenter does for all.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' })
  return Array.from(segmenter.segment(text))
    .filter(({ segment, isWordLike }) => isWordLike && !stop.has(segment.toLowerCase()))
    .map(({ segment }) => segment)
}
