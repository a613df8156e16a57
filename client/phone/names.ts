// The titles of options, where a kind has them.

/** The title of an option, or its id where the kind has no titled options. */
export function nameOf(config: unknown, id: string): string {
  const lists = Object.values(config as object).filter((value) => Array.isArray(value)) as {
    id: string
    title: string
  }[][]
  return lists.flat().find((option) => option.id === id)?.title ?? id
}
