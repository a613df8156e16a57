// Free text made fit to be counted and shown to a room: one clean line, what equals what, and its words.
import { stop } from './stop.ts'

/** Controls, directions and everything else invisible, except what joins letters and emoji; halves of pairs. */
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu
/** More marks than this on one letter no script needs. */
const piled = /(\p{M}{4})\p{M}+/gu
/** Something to see: letters that are drawn as nothing are none. */
const visible = /[^\p{M}\p{C}\p{Z}\u115f\u1160\u2800\u3164\uffa0]/u

/** One line, composed (NFC), without what is not seen; empty where nothing is left to see. */
export function tidy(text: string): string {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(invisible, '')
    .normalize('NFC')
    .replace(piled, '$1')
    .replace(/ +/g, ' ')
    .trim()
  return visible.test(line) ? line : ''
}

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
