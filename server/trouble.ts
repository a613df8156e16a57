// Why the server can't start, in one line for whoever is at the keyboard.
import type { Language } from '../shared/meeting/meeting.ts'
import { Refusal } from '../shared/refusal.ts'
import { refusalText } from '../shared/words/refusal.ts'
import { printable, type TerminalWords, terminalWords } from '../shared/words/terminal.ts'
import { type Options, UsageError } from './options.ts'
import { StoreError } from './store/store.ts'

/** A file named on the command line can't be used; the cause is a `Refusal` or the system's error. */
export class FileError extends Error {
  readonly what: 'agenda' | 'tls' | 'ballots' | 'export'
  readonly file: string

  constructor(what: FileError['what'], file: string, cause: unknown) {
    super(`${what}: ${file}`, { cause })
    this.name = 'FileError'
    this.what = what
    this.file = file
  }
}

/** One line for an error that an operator can do something about; null for a bug. */
export function trouble(error: unknown, options: Listening): string | null {
  const line = said(error, options)
  return line && printable(line)
}

type Listening = Pick<Options, 'language' | 'host' | 'port'>

function said(error: unknown, { language, host, port }: Listening): string | null {
  const w = terminalWords[language].trouble
  if (error instanceof UsageError) return error.message
  if (error instanceof StoreError) return w[error.problem](error.where)
  if (error instanceof FileError) return w[error.what](error.file, fileReason(error.cause, w, language))
  const code = errorCode(error)
  if (code === 'EADDRINUSE') return w.portInUse(port, port === 8080 ? 8081 : 8080)
  if (code === 'EACCES') return w.portNotPermitted(port)
  if (host && (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')) return w.notOurs(host)
  return null
}

function fileReason(cause: unknown, w: TerminalWords['trouble'], language: Language): string {
  if (cause instanceof Refusal) return refusalText(cause.toJSON(), language)
  const code = errorCode(cause)
  if (code === 'ENOENT') return w.missing
  if (code === 'EISDIR') return w.isFolder
  if (code === 'EACCES' || code === 'EPERM') return w.notPermitted
  return code?.startsWith('ERR_OSSL') ? w.notPem : w.unreadable(code ?? String(cause))
}

function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}
