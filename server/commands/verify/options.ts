// The command line of `spotvote verify`, read and checked.
import { parseArgs } from 'node:util'
import { typedHead } from '../../../recount/record.ts'
import { type Language, languages } from '../../../shared/meeting/meeting.ts'
import { terminalWords } from '../../../shared/words/terminal.ts'
import { verifyWords } from '../../../shared/words/verify.ts'
import { languageOf, UsageError } from '../../options.ts'

export interface VerifyOptions {
  file?: string
  /** From a photograph, as it was typed. */
  head?: string
  json: boolean
  language: Language
  help: boolean
}

const flags = {
  head: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Flag = keyof typeof flags
const isFlag = (name: string): name is Flag => Object.hasOwn(flags, name)

const valid: Partial<Record<Flag, (value: string) => boolean>> = {
  head: (value) => typedHead(value) !== null,
  lang: (value) => languages.some((language) => language === value),
}

/** Reads the arguments after `verify`. Throws `UsageError`. */
export function parseVerifyOptions(
  argv: string[],
  env: Record<string, string | undefined> = process.env,
): VerifyOptions {
  const { tokens } = parseArgs({ args: argv, options: flags, strict: false, tokens: true })
  const asked = tokens.find((token) => token.kind === 'option' && token.name === 'lang')
  const language = languageOf(asked?.kind === 'option' ? asked.value : undefined, env)
  const [w, own] = [terminalWords[language].usage, verifyWords[language].usage]
  const given = new Map<Flag, string>()
  const files: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    if (!isFlag(name)) throw new UsageError(own.unknown(rawName))
    if (flags[name].type === 'boolean') {
      if (value !== undefined) throw new UsageError(w.noValue(`--${name}`))
    } else {
      const expected = own.expected[name as keyof typeof own.expected]
      if (!value || (!inlineValue && value.startsWith('-'))) throw new UsageError(w.missing(`--${name}`, expected))
      if (!valid[name]!(value)) throw new UsageError(w.wrong(`--${name}`, expected, value))
    }
    given.set(name, value ?? '')
  }
  if (files.length > 1) throw new UsageError(own.oneFile(files[1]!))
  const head = given.get('head')
  return {
    ...(files[0] !== undefined && { file: files[0] }),
    ...(head !== undefined && { head }),
    json: given.has('json'),
    language,
    help: given.has('help'),
  }
}
