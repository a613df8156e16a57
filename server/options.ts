// The command line, read and checked.
import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import { type Language, languages } from '../shared/meeting/meeting.ts'
import { preferred } from '../shared/words/language.ts'
import { printable, terminalWords } from '../shared/words/terminal.ts'

export interface Options {
  /** The agenda file. */
  agenda?: string
  host?: string
  /** 0 takes any free one. */
  port: number
  /** An origin: scheme, host and port only. */
  publicUrl?: string
  /** The folder the meetings lie in. */
  data: string
  json: boolean
  language: Language
  tls?: { cert: string; key: string }
  help: boolean
  version: boolean
}

/** The command line is not right; the message is one line in the reader's language. */
export class UsageError extends Error {
  constructor(message: string) {
    super(printable(message))
    this.name = 'UsageError'
  }
}

const flags = {
  host: { type: 'string' },
  port: { type: 'string' },
  'public-url': { type: 'string' },
  data: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

type Flag = keyof typeof flags
type Env = Record<string, string | undefined>

/** What each flag with a value accepts. */
const valid: Record<string, (value: string) => boolean> = {
  host: (value) => isIP(value) > 0 || /^[\w-]+(\.[\w-]+)*$/.test(value),
  port: (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65535,
  'public-url': isOrigin,
  lang: (value) => languages.some((language) => language === value),
}

/** Reads the arguments after the program's name. Throws `UsageError`. */
export function parseOptions(argv: string[], env: Env = process.env): Options {
  // Not strict: the library's own messages know one language only.
  const { tokens } = parseArgs({ args: argv, options: flags, strict: false, tokens: true })
  const given = new Map<Flag, string>()
  const files: string[] = []
  const asked = tokens.find((token) => token.kind === 'option' && token.name === 'lang')
  const language = languageOf(asked?.kind === 'option' ? asked.value : undefined, env)
  const w = terminalWords[language].usage

  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value)
    if (token.kind !== 'option') continue
    if (!isFlag(token.name)) throw new UsageError(w.unknown(token.rawName))
    given.set(token.name, checked(token.name, token.value, token.inlineValue))
  }

  function checked(flag: Flag, value: string | undefined, inline: boolean | undefined): string {
    const isSwitch = flags[flag].type === 'boolean'
    if (isSwitch && value !== undefined) throw new UsageError(w.noValue(`--${flag}`))
    if (isSwitch) return ''
    const expected = w.expected[flag as keyof typeof w.expected]
    // `--port --json` forgot the port.
    if (!value || (!inline && value.startsWith('-'))) throw new UsageError(w.missing(`--${flag}`, expected))
    if (!(valid[flag]?.(value) ?? true)) throw new UsageError(w.wrong(`--${flag}`, expected, value))
    return value
  }

  if (files.length > 1) throw new UsageError(w.oneAgenda(files[1]!))
  const [cert, key] = [given.get('tls-cert'), given.get('tls-key')]
  if (!cert !== !key)
    throw new UsageError(w.together(cert ? '--tls-cert' : '--tls-key', cert ? '--tls-key' : '--tls-cert'))
  const [agenda, host, publicUrl] = [files[0], given.get('host'), given.get('public-url')]
  return {
    ...(agenda && { agenda }),
    ...(host && { host }),
    ...(publicUrl && { publicUrl: new URL(publicUrl).origin }),
    ...(cert && key && { tls: { cert, key } }),
    port: Number(given.get('port') ?? 8080),
    data: given.get('data') ?? './spotvote-data',
    json: given.has('json'),
    language,
    help: given.has('help'),
    version: given.has('version'),
  }
}

/** What the first word asks for instead of a server, with the arguments for it; null where it is no such command. */
export function commandIn(argv: string[]): { command: 'count' | 'rehearse' | 'verify'; rest: string[] } | null {
  const { tokens } = parseArgs({ args: argv, options: flags, strict: false, tokens: true })
  const first = tokens.find((token) => token.kind === 'positional')
  const command = (['count', 'rehearse', 'verify'] as const).find((name) => name === first?.value)
  return command ? { command, rest: argv.filter((_, index) => index !== first?.index) } : null
}

const isFlag = (name: string): name is Flag => Object.hasOwn(flags, name)

function isOrigin(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null
  return (
    !!url && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(url.href) && !/[?#]/.test(value)
  )
}

/** What was asked for, else what the shell says, else what the system says. */
export function languageOf(asked: string | undefined, env: Env): Language {
  const found = languages.find((language) => language === asked)
  const system = () => Intl.DateTimeFormat().resolvedOptions().locale
  return found ?? preferred([env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || system()])
}

export const helpText = (language: Language): string => terminalWords[language].help
