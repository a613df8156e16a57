// What a phone shows around a vote: the code form, the groups, a round that is over, words for rare cases. One part.
export { aroundWords as words } from '../../shared/words/around.ts'
export { default as CodeForm } from './CodeForm.svelte'
export { default as Groups } from './Groups.svelte'
export { default as Result } from './Result.svelte'
