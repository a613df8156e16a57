// Which key means what, depending on where the focus is. A clicker is a keyboard with two keys.

export type Pressed = 'next' | 'back' | 'keys'

/** `page`: nothing that takes keys. `control`: Space and Enter belong to it. `text`: so do all other keys. */
export type Focus = 'page' | 'control' | 'text'

const always: Record<string, Pressed> = {
  PageDown: 'next',
  ArrowRight: 'next',
  PageUp: 'back',
  ArrowLeft: 'back',
  Backspace: 'back',
  '?': 'keys',
}
const onPage: Record<string, Pressed> = { ' ': 'next', Enter: 'next' }

export function pressed(key: string, focus: Focus): Pressed | null {
  if (focus === 'text') return null
  return always[key] ?? (focus === 'page' ? (onPage[key] ?? null) : null)
}

/** The next-step button counts as the page: it takes the same keys. */
export function focusOf(element: Element | null): Focus {
  if (!element || element.closest('[data-step]')) return 'page'
  if (element.closest('input:not([type=checkbox]), textarea, select, [contenteditable]')) return 'text'
  return element.closest('button, a, summary, input') ? 'control' : 'page'
}

/** Gives the focus to the next-step button. */
export const focusStep = () => document.querySelector<HTMLElement>('[data-step]')?.focus({ preventScroll: true })
