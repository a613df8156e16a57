// What a reader takes for one character: how long an answer may be is said in these.

/** Answers that are no longer make a cloud themselves; of longer ones the words do. */
export const SHORT = 20

/** The length of a text as its reader counts it; in code points where the browser is too old to know better. */
export const graphemes = (text: string): number => split(text).length

/** The beginning of a text, with a sign that it goes on. */
export function shortened(text: string, most: number): string {
  const parts = split(text)
  return parts.length <= most
    ? text
    : `${parts
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}

/** Keeps a text's direction to itself within a sentence: between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. */
export const apart = (text: string) => `\u2068${text}\u2069`

// Where a character ends does not depend on the language.
const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('en') : null

/** Text all of ASCII is one character a unit, but for line ends: no need to look closer. */
function split(text: string): string[] {
  if (!segmenter || /^[ -~]*$/.test(text)) return [...text]
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}
