// Where this page stands: the meeting's code in the address, and the key that came with the link.

import { shelf } from './shelf.ts'

const tab = shelf('sessionStorage')

/** The meeting's code as the address says it; undefined on the plain address. */
export const codeInAddress = (): string | undefined => {
  const first = location.pathname.split('/')[1] ?? ''
  return first && first !== 'organize' ? first.toUpperCase() : undefined
}

/**
 * The key from the link's fragment. It leaves the address bar at once, so that nobody reads it off a wall,
 * and stays with this tab so that a reload keeps it.
 */
export function takeKey(): string | undefined {
  const place = `spotvote key ${location.pathname}`
  const key = location.hash.slice(1)
  if (key) {
    tab.set(place, key)
    history.replaceState(null, '', location.pathname + location.search)
    return key
  }
  return tab.get(place) ?? undefined
}

/** 128 random bits as text. Works on plain-http pages, where randomUUID is missing. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
