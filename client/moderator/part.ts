// The later part of the desk, fetched as one: what few meetings use, all editors, and what reads and counts votes.
export { ballotType } from '../../shared/ballots/registry.ts'
export { hasSecondRound, secondRound } from '../../shared/meeting/second-round.ts'
export { default as Leaders } from '../projector/Leaders.svelte'
export { default as Answers } from './Answers.svelte'
export { default as Instant } from './Instant.svelte'
export { default as ReceiptNote } from './ReceiptNote.svelte'
export { default as Rehearsal } from './Rehearsal.svelte'
export { default as Scrutineers } from './Scrutineers.svelte'
