// The command line of `spotvote count`, read and checked.
import { parseArgs } from 'node:util'
import { compare, rational, zero } from '../../../shared/counting/rational.ts'
import { type Method, methods } from '../../../shared/formats/ballots.ts'
import { type Language, languages } from '../../../shared/meeting/meeting.ts'
import { countUsage } from '../../../shared/words/count-usage.ts'
import { terminalWords } from '../../../shared/words/terminal.ts'
import { languageOf, UsageError } from '../../options.ts'
import type { Asked } from './count-file.ts'

export interface CountOptions extends Asked {
  file?: string
  json: boolean
  language: Language
  help: boolean
}

const flags = {
  method: { type: 'string' },
  seats: { type: 'string' },
  utility: { type: 'string' },
  completion: { type: 'string' },
  step: { type: 'string' },
  rule: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Flag = keyof typeof flags

const isMethod = (value: string): value is Method => methods.some((method) => method === value)

/** What each flag with a value accepts. */
const valid: Partial<Record<Flag, (value: string) => boolean>> = {
  method: isMethod,
  seats: (value) => /^[1-9]\d{0,8}$/.test(value),
  utility: (value) => ['cost', 'cardinality'].includes(value),
  completion: (value) => ['none', 'add1', 'add1u'].includes(value),
  step: (value) => compare(rational(value) ?? zero, zero) > 0,
  rule: (value) => setting(value) !== undefined,
  lang: (value) => languages.some((language) => language === value),
}

/** Settings that are given under their own name. */
const plain = ['seats', 'utility', 'completion', 'step'] as const

/** Rules of a budget: the method they belong to. */
const budgetRules = new Map<string, Method>([
  ['greedy', 'greedy_pb'],
  ['greedy-no-skip', 'greedy_pb'],
  ['threshold', 'greedy_pb'],
  ['equal-shares', 'equal_shares'],
])

/** Reads the arguments after `count`. Throws `UsageError`. */
export function parseCountOptions(argv: string[], env: Record<string, string | undefined> = process.env): CountOptions {
  const { tokens } = parseArgs({ args: argv, options: flags, strict: false, tokens: true })
  const asked = tokens.find((token) => token.kind === 'option' && token.name === 'lang')
  const language = languageOf(asked?.kind === 'option' ? asked.value : undefined, env)
  const [w, own] = [terminalWords[language].usage, countUsage[language].usage]
  const expected = (flag: Flag) =>
    flag === 'method' ? own.expected.method(methods) : String(own.expected[flag as keyof typeof own.expected])
  const given = new Map<Flag, string>()
  const rules: string[] = []
  const files: string[] = []

  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    if (!isFlag(name)) throw new UsageError(own.unknown(rawName))
    if (flags[name].type === 'boolean') {
      if (value !== undefined) throw new UsageError(w.noValue(`--${name}`))
    } else {
      if (!value || (!inlineValue && value.startsWith('-')))
        throw new UsageError(w.missing(`--${name}`, expected(name)))
      if (!valid[name]!(value)) throw new UsageError(w.wrong(`--${name}`, expected(name), value))
    }
    if (name === 'rule') rules.push(value!)
    else given.set(name, value ?? '')
  }
  if (files.length > 1) throw new UsageError(own.oneFile(files[1]!))

  const settings = new Map<string, unknown>()
  for (const name of plain) if (given.has(name)) settings.set(name, given.get(name))
  let method = given.get('method') as Method | undefined
  for (const rule of rules) {
    const [name, value] = setting(rule)!
    const budget = name === 'rule' ? budgetRules.get(String(value)) : undefined
    method ??= budget
    if (!budget || budget !== method || budget === 'greedy_pb') settings.set(name, value)
  }
  return {
    ...(files[0] !== undefined && { file: files[0] }),
    ...(method && { method }),
    settings,
    json: given.has('json'),
    language,
    help: given.has('help'),
  }
}

/** How a setting is said on the command line. */
export const flagOf = (setting: string): string =>
  isFlag(setting) ? `--${setting}` : setting.startsWith('--') ? setting : `--rule ${setting}`

const isFlag = (name: string): name is Flag => Object.hasOwn(flags, name)

/** `NAME=VALUE` is any setting, `{…}` a rule in JSON, and a name alone a rule that has one. */
function setting(text: string): [name: string, value: unknown] | undefined {
  if (text.startsWith('{')) return json('rule', text)
  const [, name, value] = /^([a-z_]+)=(.+)$/s.exec(text) ?? []
  if (name === undefined || value === undefined) return /^[a-z0-9-]+$/.test(text) ? ['rule', text] : undefined
  if (/^[{[]/.test(value)) return json(name, value)
  if (value === 'true' || value === 'false') return [name, value === 'true']
  return [name, lists.includes(name) ? value.split(',').map((id) => id.trim()) : value]
}

const lists = ['order', 'lot', 'first_out', 'withdrawn']

function json(name: string, text: string): [string, unknown] | undefined {
  try {
    return [name, JSON.parse(text)]
  } catch {
    return undefined
  }
}
