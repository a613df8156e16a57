// The titles of options, where a kind has them.

/** The title of an option, or its id where the kind has no titled options. */
export function nameOf(config: unknown, id: string): string {
  const { options = [] } = config as { options?: { id: string; title: string }[] }
  return options.find((option) => option.id === id)?.title ?? id
}
