// What a phone shows around a vote: the code form, the groups, a round that is over. Fetched as one part.
export { default as CodeForm } from './CodeForm.svelte'
export { default as Groups } from './Groups.svelte'
export { default as Result } from './Result.svelte'
