// Where a page keeps small things: in this browser, in this tab, or only until it is left.

export interface Shelf {
  get(name: string): string | null
  /** Null removes. Says whether it will be there after a reload. */
  set(name: string, value: string | null): boolean
}

/** The browser's own storage. Where it is refused (private modes, policies), the shelf is empty and says so. */
export function shelf(where: 'localStorage' | 'sessionStorage'): Shelf {
  return {
    get(name) {
      try {
        return window[where].getItem(name)
      } catch {
        return null
      }
    },
    set(name, value) {
      try {
        if (value === null) window[where].removeItem(name)
        else window[where].setItem(name, value)
        return true
      } catch {
        return false
      }
    },
  }
}

/** Forgets everything with the page: for a tablet that many people use. */
export function memoryShelf(): Shelf {
  const kept = new Map<string, string>()
  return {
    get: (name) => kept.get(name) ?? null,
    set(name, value) {
      if (value === null) kept.delete(name)
      else kept.set(name, value)
      return true
    },
  }
}
