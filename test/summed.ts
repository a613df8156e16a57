// An export that was altered on purpose, with its checksum made anew: what is left are the checks that bind.
import { digest } from '../server/secrets.ts'

/** The text of such a file; what is no export stays as it is. */
export function summed(file: unknown): string {
  if (typeof file !== 'object' || file === null || !('checksum' in file)) return `${JSON.stringify(file, null, 2)}\n`
  const { checksum: _, ...rest } = file
  return `${JSON.stringify({ ...rest, checksum: digest(JSON.stringify(rest)) }, null, 2)}\n`
}
