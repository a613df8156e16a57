// Ballot files of others, which lie beside the project and are not ours to copy.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of one sort of file, and whether it is there; where it is not, a line says what is skipped. */
export function filesOfOthers(sort: 'pb' | 'ranked' | 'stv' | '', what: string): { folder: string; here: boolean } {
  const folder = fileURLToPath(new URL(`../../shared/cases/data/${sort}`, import.meta.url))
  const here = existsSync(folder)
  if (!here) console.log(`skipped, ${what}: the files of others are not at ${folder}`)
  return { folder, here }
}
