// The editor of each kind, and the settings a new item of a kind starts with.
import type { Component } from 'svelte'
import type { EditorProps, Settings } from '../shared/ballots/parts.ts'
import { ballotType } from '../shared/ballots/registry.ts'

interface Keeping {
  /** Keeps a picture in the house and names it; throws where it is refused. */
  upload?: (file: File) => Promise<string>
}

const found = import.meta.glob<{ default: Component<EditorProps & Keeping> }>('../shared/ballots/*/Editor.svelte', {
  eager: true,
})

/** Editor.svelte of each kind. */
export const editors = new Map(Object.entries(found).map(([path, part]) => [path.split('/').at(-2)!, part.default]))

/** The kind's sample without its words; lists that the earlier kind had too are kept. */
export function startingSettings(kind: string, earlier: Settings = {}): Settings {
  const sample = Object.entries(ballotType(kind).sample.config)
  const kept = (key: string) => (Array.isArray(earlier[key]) ? earlier[key] : [])
  return Object.fromEntries(sample.map(([key, value]) => [key, Array.isArray(value) ? kept(key) : value]))
}
