// What each command is answered in each phase, if whoever asks may ask: `ok`, or the code of a refusal.
import type { Command } from '../shared/meeting/decide.ts'
import type { HouseCommand } from '../shared/protocol.ts'
import type { RefusalCode } from '../shared/refusal.ts'
import type { PhaseName } from './phases.ts'

type Answer = 'ok' | RefusalCode
/** `otherwise` in every phase that is not named. */
type Row = { otherwise: Answer } & Partial<Record<PhaseName, Answer>>

const each = <A extends Answer>(answer: A, ...names: PhaseName[]) =>
  Object.fromEntries(names.map((name) => [name, answer])) as Partial<Record<PhaseName, A>>

const open = [
  'open',
  'open, voted',
  'released',
  'tablet taken',
  'counting down',
  'paused',
  'time is up',
  'draining',
  'reopened',
  'open again',
] as const
const counting = ['counting down', 'paused', 'time is up'] as const
const closed = ['closed', 'tied, for the chair'] as const
const over = each('archived', 'archived')

const countdown: Row = { otherwise: 'not-open', ...each('no-countdown', ...open), ...each('ok', ...counting), ...over }

/** A command that is new and not here fails the type check. */
export const answers: Record<Command['type'], Row> = {
  cast: {
    otherwise: 'ok',
    ...each('other-round', 'nothing shown', 'draft shown', 'another item open', 'void'),
    ...each('too-late', 'time is up', ...closed, 'revealed'),
    ...over,
  },
  'join-group': { otherwise: 'ok', 'open, voted': 'already-voted', ...over },
  show: { otherwise: 'ok', 'another item open': 'already-open', ...over },
  open: { otherwise: 'ok', ...each('already-open', ...open, 'another item open'), ...over },
  close: { otherwise: 'not-open', ...each('ok', ...open), ...over },
  reopen: {
    otherwise: 'not-open',
    ...each('already-open', ...open),
    ...each('ok', ...closed),
    revealed: 'is-revealed',
    ...over,
  },
  reveal: {
    otherwise: 'not-open',
    ...each('not-closed', ...open),
    ...each('ok', ...closed, 'revealed'),
    ...over,
  },
  void: { otherwise: 'not-open', ...each('ok', ...open, ...closed, 'revealed'), ...over },
  extend: countdown,
  pause: countdown,
  resume: countdown,
  release: { otherwise: 'not-open', ...each('ok', ...open, 'another item open'), ...over },
  scene: { otherwise: 'not-open', ...each('not-revealed', ...open, ...closed), revealed: 'ok', ...over },
  'casting-vote': {
    otherwise: 'not-open',
    ...each('not-closed', ...open),
    ...each('no-tie', 'closed', 'revealed'),
    'tied, for the chair': 'ok',
    ...over,
  },
  // A motion has no answers to edit.
  'edit-answers': {
    otherwise: 'not-open',
    ...each('ok', ...open, 'closed', 'revealed'),
    'tied, for the chair': 'not-allowed',
    ...over,
  },
  'add-item': { otherwise: 'ok', ...over },
  'edit-item': { otherwise: 'ok', ...each('item-open', ...open), ...over },
  'move-item': { otherwise: 'ok', ...over },
  'remove-item': {
    otherwise: 'item-used',
    ...each('ok', 'nothing shown', 'draft shown', 'another item open'),
    ...over,
  },
  'edit-meeting': { otherwise: 'ok', ...over },
  archive: { otherwise: 'ok', ...each('already-open', ...open, 'another item open') },
  'sign-on': { otherwise: 'ok', ...over },
  'dismiss-scrutineer': { otherwise: 'ok', ...over },
  'co-sign': {
    otherwise: 'not-closed',
    ...each('other-round', 'nothing shown', 'draft shown', 'another item open'),
    ...each('ok', ...closed, 'revealed', 'void'),
    ...over,
  },
  'report-mismatch': { otherwise: 'ok', ...over },
  seal: { otherwise: 'not-open', ...each('not-closed', ...open), 'time is up': 'ok', ...over },
  seat: { otherwise: 'ok', ...over },
  claim: {
    otherwise: 'not-open',
    ...each('kiosk-not-released', ...open, 'another item open'),
    released: 'ok',
    ...over,
  },
  'restart-countdown': countdown,
  'ready-box': { otherwise: 'not-open', ...each('ok', ...open), ...over },
}

/** What a tablet is told where the desk has released none to it. */
export const unreleased: Row = { otherwise: 'kiosk-not-released', 'tablet taken': 'ok', ...over }

/** The house's own, likewise. */
export const houseAnswers: Record<HouseCommand['type'], Row> = {
  ping: { otherwise: 'ok' },
  claim: { ...answers.claim },
  leave: { otherwise: 'ok' },
  'choose-address': { otherwise: 'ok' },
  rekey: { otherwise: 'ok' },
  'scrutineer-link': { otherwise: 'ok' },
  // For how many, the matrix does not say: a rehearsal takes seconds.
  rehearse: { otherwise: 'invalid' },
  'stop-rehearsal': { otherwise: 'ok' },
}

export const answerIn = (row: Row, phase: PhaseName): Answer => row[phase] ?? row.otherwise
