// The language of this page: the reader's choice, else the meeting's or the browser's.
import { type Language, languages } from '../shared/meeting/meeting.ts'
import { preferred } from '../shared/words/language.ts'
import { shelf } from './shelf.ts'

const place = 'spotvote language'
const kept = shelf('localStorage')

class Speech {
  language = $state.raw<Language>('en')

  constructor() {
    const chosen = kept.get(place)
    const asked = new URLSearchParams(location.search).get('lang')
    this.say(
      languages.find((language) => language === asked || (!asked && language === chosen)) ??
        preferred(navigator.languages),
    )
  }

  /** The reader's own choice; it stays. */
  choose(language: Language) {
    kept.set(place, language)
    this.say(language)
  }

  /** For screens the whole room reads: the meeting's language, unless the address asks for another. */
  follow(language: Language) {
    if (!new URLSearchParams(location.search).has('lang')) this.say(language)
  }

  /** For now only: nothing of it is kept. */
  say(language: Language) {
    this.language = language
    document.documentElement.lang = language
  }
}

export const speech = new Speech()
