// Who may import whom, read from the sources: the walls of the house.
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

interface Import {
  /** A path from the root of the repository, or the name of a package. */
  to: string
  package: boolean
  type: boolean
}
type Sources = Record<string, string>

/** Packages with a life of their own, each known to exactly one file. */
const oneHome = [
  'socket.io',
  'socket.io-client',
  'lowdb',
  'qrcode',
  'write-excel-file',
  'yaml',
  'sirv',
  'ws',
  'prom-client',
  '@noble/ed25519',
  '@noble/hashes/sha2.js',
]
/** Packages that pure code may use. */
const pure = ['valibot', 'yaml']

const statement = /(?:^|[\s;])(import|export)\s+(type\s+)?(?:([\w*${}\s,]+?)\s+from\s+)?['"]([^'"]+)['"]/g
const call = /(?:import|require|import\.meta\.glob)\s*(?:<[^(]*>)?\(\s*['"]([^'"]+)['"]/g
const clock =
  /\b(Date\.now|new Date|Math\.random|performance|crypto|setTimeout|setInterval|queueMicrotask|process|document|window|globalThis)\b(?!['"\s]*:)/

/** What remains of a source without comments and texts, so that words in them are no violation. */
const code = (text: string) =>
  text
    .replace(/\/\*[\s\S]*?\*\/|(^|[^:])\/\/.*$/gm, '$1')
    .replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\$]|\$(?!\{))*`/g, "''")

function imports(file: string, text: string): Import[] {
  const resolve = (to: string, type: boolean): Import => {
    const [path = ''] = to.split('?')
    if (path.startsWith('.')) return { to: posix.join(posix.dirname(file), path), package: false, type }
    return { to: path.startsWith('@') ? path : path.replace(/^([\w.-]+)\/.*/, '$1'), package: true, type }
  }
  const onlyTypes = (names = '') => {
    const [, list] = /^\{(.*)\}$/s.exec(names.trim()) ?? []
    const each = list?.split(',').filter((name) => name.trim() !== '') ?? []
    return each.length > 0 && each.every((name) => /^\s*type\s/.test(name))
  }
  return [
    ...[...text.matchAll(statement)].map(([, , type, names, to]) => resolve(to!, !!type || onlyTypes(names))),
    ...[...text.matchAll(call)].map(([, to]) => resolve(to!, false)),
  ]
}

const builtin = ({ to, package: from }: Import) =>
  from && (to.startsWith('node:') || builtinModules.includes(to) || to === 'node')
const within = (folder: string) => (file: string) => file.startsWith(`${folder}/`)
const svelte = (file: string) => file.endsWith('.svelte')
const named = (from: Import, name: string) => from.package && from.to === name

interface Wall {
  rule: string
  /** Files it is about. */
  of(file: string): boolean
  /** Whether an import is refused. */
  refuses(from: Import, file: string): boolean
}

const kindOf = (file: string) => /^shared\/ballots\/([^/]+)\//.exec(file)?.[1]

function ofKind(from: Import, file: string): boolean {
  const own = `shared/ballots/${kindOf(file)}/`
  if (svelte(file)) {
    if (from.package) return from.to !== 'svelte'
    // Its own parts and words; what reads and counts votes would take the validator along.
    const counting = ['ballot.ts', 'count.ts'].map((name) => own + name)
    if (within('shared/ui')(from.to) || (from.to.startsWith(own) && !counting.includes(from.to))) return false
    const typed = [...counting, 'shared/ballots/ballot.ts', 'shared/ballots/parts.ts', 'shared/meeting/meeting.ts']
    return !(from.type && typed.includes(from.to)) && from.to !== 'shared/words/language.ts'
  }
  if (from.package) return from.to !== 'valibot'
  return (
    svelte(from.to) ||
    !(
      from.to.startsWith(own) ||
      within('shared/counting')(from.to) ||
      ['ballots/ballot', 'ballots/scale', 'refusal', 'parse', 'tidy'].includes(from.to.slice(7, -3))
    )
  )
}

const walls: Wall[] = [
  { rule: 'a kind knows the interface, its own files and nobody else', of: (f) => !!kindOf(f), refuses: ofKind },
  {
    rule: 'shared knows neither server nor client nor Node, and no package but the pure ones',
    of: (file) => within('shared')(file) && !svelte(file),
    refuses: (from) => (from.package ? !pure.includes(from.to) : !within('shared')(from.to) || svelte(from.to)),
  },
  {
    rule: 'counting knows nothing but numbers',
    of: within('shared/counting'),
    refuses: (from) => !within('shared/counting')(from.to),
  },
  {
    rule: 'parts know other parts, words and types',
    of: within('shared/ui'),
    refuses: (from) =>
      from.package
        ? from.to !== 'svelte'
        : !['shared/ui', 'shared/words'].some((folder) => within(folder)(from.to)) &&
          from.to !== 'shared/meeting/meeting.ts' &&
          !(from.type && within('shared')(from.to)),
  },
  {
    rule: 'the meeting knows no kind by name',
    of: within('shared/meeting'),
    refuses: (from) => !!kindOf(from.to) || within('shared/words')(from.to) || within('shared/ui')(from.to),
  },
  {
    rule: 'the server never knows the client nor a component',
    of: within('server'),
    refuses: (from) => !from.package && (within('client')(from.to) || svelte(from.to)),
  },
  {
    rule: 'the client never knows the server nor Node',
    of: within('client'),
    refuses: (from) => builtin(from) || (!from.package && within('server')(from.to)),
  },
  {
    rule: 'whoever counts again shares nothing with those who counted first',
    of: within('recount'),
    refuses: (from, file) =>
      from.package ? !from.to.startsWith('@noble/') || within('recount/count')(file) : !within('recount')(from.to),
  },
  {
    rule: 'pages draw the kinds without naming one, but for what comes first',
    of: within('client'),
    refuses: (from) => !!kindOf(from.to) && !/[*{]/.test(from.to),
  },
]

/** Every breach of a wall, in words. */
function violations(sources: Sources): string[] {
  const found: string[] = []
  const homes = new Map<string, string[]>()
  for (const [file, text] of Object.entries(sources)) {
    const all = imports(file, text)
    for (const wall of walls.filter((wall) => wall.of(file)))
      for (const from of all) if (wall.refuses(from, file)) found.push(`${file} imports ${from.to}: ${wall.rule}`)
    // Who counts again shares nothing with who counted: not even the file that knows the signature library.
    const isApart = within('recount')(file)
    for (const name of oneHome)
      if (!isApart && all.some((from) => named(from, name))) homes.set(name, [...(homes.get(name) ?? []), file])
    const [used] = within('shared')(file) && !svelte(file) ? (clock.exec(code(text)) ?? []) : []
    if (used) found.push(`${file} uses ${used}: time, chance and surroundings are arguments`)
  }
  for (const name of oneHome) {
    const files = homes.get(name) ?? []
    if (files.length !== 1) found.push(`${name} is imported by ${files.length} files (${files.join(', ')}), not by one`)
  }
  return found
}

const root = fileURLToPath(new URL('../..', import.meta.url))

function read(): Sources {
  const files = ['server', 'shared', 'client', 'recount'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .filter((file) => /\.(ts|svelte)$/.test(file) && !file.includes('node_modules')),
  )
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
}

test('the walls of the house stand', () => {
  const sources = read()
  expect(Object.keys(sources).length).toBeGreaterThan(60)
  expect(violations(sources)).toEqual([])
})

describe('each kind of breach is found', () => {
  const sound: Sources = {
    ...Object.fromEntries(oneHome.map((name, n) => [`server/home${n}.ts`, `import x from '${name}'`])),
    'shared/ballots/coin/ballot.ts': "import * as v from 'valibot'\nimport { parse } from '../../parse.ts'",
    'shared/ballots/coin/Phone.svelte':
      "<script lang=\"ts\">\nimport type { Coin } from './ballot.ts'\nimport { words } from './words.ts'\nimport Mark from '../../ui/Mark.svelte'\n</script>",
    'shared/ui/Mark.svelte': '<span></span>',
    'shared/pure.ts': "// Not Math.random, not a new Date.\nexport const words = { window: 'the document' }",
  }
  const breaches: [what: string, file: string, text: string][] = [
    ['a kind that knows another', 'shared/ballots/coin/ballot.ts', "import { choice } from '../choice/ballot.ts'"],
    ['a kind that knows the meeting', 'shared/ballots/coin/words.ts', "import { x } from '../../meeting/meeting.ts'"],
    ['a kind with a package of its own', 'shared/ballots/coin/count.ts', "import x from 'left-pad'"],
    ['values of the ballot on the phone', 'shared/ballots/coin/Phone.svelte', "import { coin } from './ballot.ts'"],
    [
      'a value among types on the phone',
      'shared/ballots/coin/Phone.svelte',
      "import { type Coin, coin } from './ballot.ts'",
    ],
    ['a component that knows a page', 'shared/ballots/coin/Phone.svelte', "import { x } from '../../../client/x.ts'"],
    ['shared that knows the server', 'shared/pure.ts', "import { Room } from '../server/room.ts'"],
    ['shared that knows the client', 'shared/pure.ts', "export { shelf } from '../client/shelf.ts'"],
    ['shared that knows Node', 'shared/pure.ts', "import { readFileSync } from 'node:fs'"],
    ['shared that loads Node later', 'shared/pure.ts', "const fs = await import('fs')"],
    ['shared with a component', 'shared/pure.ts', "import Mark from './ui/Mark.svelte'"],
    ['shared with a clock', 'shared/pure.ts', 'export const now = () => Date.now()'],
    ['shared with a date', 'shared/pure.ts', 'export const year = new Date().getFullYear()'],
    ['shared with chance', 'shared/pure.ts', 'export const dice = Math.random()'],
    ['shared with a timer', 'shared/pure.ts', 'setTimeout(() => {}, 1)'],
    ['shared with a window', 'shared/pure.ts', 'export const wide = window.innerWidth'],
    ['shared with an environment', 'shared/pure.ts', 'export const debug = process.env'],
    ['a part that knows a page', 'shared/ui/Bar.svelte', "import { speech } from '../../client/speech.svelte.ts'"],
    ['a meeting that knows a kind', 'shared/meeting/rule.ts', "import { choice } from '../ballots/choice/ballot.ts'"],
    ['a server that knows the client', 'server/x.ts', "import { Session } from '../client/session.svelte.ts'"],
    ['a server with a component', 'server/x.ts', "import Mark from '../shared/ui/Mark.svelte'"],
    ['a client that knows the server', 'client/x.svelte', "import type { Room } from '../server/room.ts'"],
    ['a client that knows Node', 'client/x.ts', "import { join } from 'node:path'"],
    ['a recount that knows the count', 'recount/count/stv.ts', "import { stv } from '../../shared/counting/stv.ts'"],
    ['a recount with types of the count', 'recount/x.ts', "import type { Rule } from '../shared/meeting/rule.ts'"],
    ['a recount that knows Node', 'recount/x.ts', "import { createHash } from 'node:crypto'"],
    ['a page that names a kind', 'client/x.ts', "import { words } from '../shared/ballots/choice/words.ts'"],
    ['a package in two files', 'server/x.ts', "import { Server } from 'socket.io'"],
    ['a part of a package in two files', 'client/x.ts', "import { io } from 'socket.io-client/debug'"],
    ['a package nobody keeps', 'server/home2.ts', ''],
  ]

  test('and sound sources are not', () => expect(violations(sound)).toEqual([]))
  test.each(breaches)('%s', (_, file, text) => {
    const found = violations({ ...sound, [file]: text })
    expect(found).not.toEqual([])
    expect(found.join()).toMatch(file === 'server/home2.ts' ? 'lowdb' : file)
  })
})
