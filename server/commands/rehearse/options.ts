// The command line of `spotvote rehearse`, read and checked.
import { parseArgs } from 'node:util'
import { type Language, languages } from '../../../shared/meeting/meeting.ts'
import { rehearsalSize } from '../../../shared/meeting/rehearsal.ts'
import { rehearseUsage } from '../../../shared/words/rehearse-usage.ts'
import { terminalWords } from '../../../shared/words/terminal.ts'
import { languageOf, UsageError } from '../../options.ts'

export interface RehearseOptions {
  voters: number
  /** A server that runs: its origin, and the organizer's key where the link had it. */
  house: { url: string; organizer: string | null } | null
  /** Null for what suits the number of voters. */
  seconds: number | null
  data: string
  json: boolean
  language: Language
  help: boolean
}

const flags = {
  voters: { type: 'string' },
  url: { type: 'string' },
  seconds: { type: 'string' },
  data: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Flag = keyof typeof flags

const isWhole = (value: string, most: number) => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= most

/** What each flag with a value accepts. */
const valid: Partial<Record<Flag, (value: string) => boolean>> = {
  voters: (value) => isWhole(value, rehearsalSize.max),
  url: (value) => houseOf(value) !== null,
  seconds: (value) => isWhole(value, 600),
  lang: (value) => languages.some((language) => language === value),
}

/** Reads the arguments after `rehearse`. Throws `UsageError`. */
export function parseRehearseOptions(
  argv: string[],
  env: Record<string, string | undefined> = process.env,
): RehearseOptions {
  const { tokens } = parseArgs({ args: argv, options: flags, strict: false, tokens: true })
  const asked = tokens.find((token) => token.kind === 'option' && token.name === 'lang')
  const language = languageOf(asked?.kind === 'option' ? asked.value : undefined, env)
  const [w, own] = [terminalWords[language].usage, rehearseUsage[language]]
  const given = new Map<Flag, string>()

  for (const token of tokens) {
    if (token.kind === 'positional') throw new UsageError(own.noFile(token.value))
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    if (!isFlag(name)) throw new UsageError(own.unknown(rawName))
    if (flags[name].type === 'boolean') {
      if (value !== undefined) throw new UsageError(w.noValue(`--${name}`))
    } else {
      const expected = own.expected[name as keyof typeof own.expected]
      if (!value || (!inlineValue && value.startsWith('-'))) throw new UsageError(w.missing(`--${name}`, expected))
      if (!(valid[name]?.(value) ?? true)) throw new UsageError(w.wrong(`--${name}`, expected, value))
    }
    given.set(name, value ?? '')
  }
  const [url, seconds] = [given.get('url'), given.get('seconds')]
  return {
    voters: Number(given.get('voters') ?? 300),
    house: url === undefined ? null : houseOf(url),
    seconds: seconds === undefined ? null : Number(seconds),
    data: given.get('data') ?? './spotvote-data',
    json: given.has('json'),
    language,
    help: given.has('help'),
  }
}

const isFlag = (name: string): name is Flag => Object.hasOwn(flags, name)

/** The organizer's link, or an address alone; null for anything else. */
function houseOf(value: string): RehearseOptions['house'] {
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search) return null
  const key = url.hash.slice(1)
  if (url.pathname === '/organize' && key) return { url: url.origin, organizer: key }
  return url.pathname === '/' && !key ? { url: url.origin, organizer: null } : null
}
