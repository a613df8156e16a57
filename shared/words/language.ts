// How a catalogue is read. Each catalogue of this folder holds both languages; Korean is typed by English.
import { type Language, languages } from '../meeting/meeting.ts'

export type Catalogue<W> = Record<Language, W>

/** The words of one language. */
export const translate = <W>(catalogue: Catalogue<W>, language: Language): W => catalogue[language]

/** The first language of a preference list (BCP 47 tags) that we speak; English where none is. */
export function preferred(tags: readonly string[]): Language {
  for (const tag of tags) {
    const found = languages.find((language) => tag.toLowerCase().startsWith(language))
    if (found) return found
  }
  return 'en'
}
