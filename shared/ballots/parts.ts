// What a kind's three parts are given: its ballot paper, its tally, and its settings in the editor.
import type { Language } from '../meeting/meeting.ts'
import type { Scene, Turnout } from './ballot.ts'

/** Phone.svelte. It may hold a half-made vote of its own; a new view never touches that. */
export interface PaperProps<Config = unknown, Vote = unknown> {
  config: Config
  /** The vote that stands, counted or on its way. */
  vote: Vote | null
  /** No vote is taken now. */
  disabled: boolean
  language: Language
  cast: (vote: Vote) => void
}

/** Projector.svelte: on the wall, and wherever else a result is shown. */
export interface TallyProps<Config = unknown, Tally = unknown> {
  config: Config
  /** Null while the direction is hidden. */
  tally: Tally | null
  turnout: Turnout | null
  language: Language
  /** Ids of the options to emphasise. */
  winners: string[]
  /** The result has been revealed. */
  final: boolean
  /** On the wall instead of the tally; null for the tally. */
  scene?: Scene | null
  /** Seen from afar and not scrolled: only as many lines as can be read there. */
  wall?: boolean
}

/** A kind's fields of an agenda file, as they are being edited. */
export type Settings = Record<string, unknown>

/** Editor.svelte. */
export interface EditorProps {
  settings: Settings
  language: Language
  /** What is wrong with a setting, and where: as in `options[2]`. */
  problem?: { field: string; text: string } | null
  change: (settings: Settings) => void
}
