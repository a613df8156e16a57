// Text that people typed, made fit to stand beside other text on a screen: everything in it can be seen.

/** Controls, directions and everything else invisible, except what joins letters and emoji; halves of pairs. */
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu
/** More marks than this on one letter no script needs. */
const piled = /(\p{M}{4})\p{M}+/gu
/** Something to see: letters that are drawn as nothing are none. */
const visible = /[^\p{M}\p{C}\p{Z}\u115f\u1160\u2800\u3164\uffa0]/u

const cleaned = (text: string) => text.replace(invisible, '').normalize('NFC').replace(piled, '$1')

/** One line, composed (NFC), without what is not seen; empty where nothing is left to see. */
export function tidy(text: string): string {
  const line = cleaned(text.replace(/\s+/g, ' ')).replace(/ +/g, ' ').trim()
  return visible.test(line) ? line : ''
}

/** The same line by line; spaces within a line stay as they are. */
export const tidyLines = (text: string): string =>
  text
    .split(/\r\n?|\n/)
    .map((line) => cleaned(line.replaceAll('\t', ' ')).trimEnd())
    .join('\n')
    .trim()
