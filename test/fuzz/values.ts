// Values that stand where others were meant, as JSON text: some of them no value of JavaScript could say.
import { type Random, seeded } from '../../server/rehearsal/moment.ts'
import { commands } from '../../shared/meeting/decide.ts'
import { houseRoles } from '../roles.ts'

export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth)
const long = (length: number) => JSON.stringify('x'.repeat(length))

/** Wrong in any field that takes text, a number, or one of a list. */
const wrong: readonly string[] = [
  'null',
  'true',
  'false',
  '-1',
  '-0',
  '1.5',
  '1e308',
  '-1e999',
  '1e999',
  '9007199254740993',
  '1e-324',
  '""',
  '"   "',
  '"NaN"',
  '"Infinity"',
  '"__proto__"',
  '"constructor"',
  '"toString"',
  '"hasOwnProperty"',
  '"\\ud800"',
  '"\\udfff\\ud800"',
  '"\\u0000"',
  '"\\u202e\\u2066\\u200f"',
  '"\\ufeff"',
  '"<img src=x onerror=alert(1)>"',
  '"../../../etc/passwd"',
  `"${'\u0301'.repeat(300)}"`,
  `"${'👩‍👩‍👧‍👦'.repeat(40)}"`,
  long(65),
  long(500),
  long(4000),
  long(15_000),
  '[]',
  '{}',
  '[null]',
  '[[]]',
  '["A","A"]',
  '{"length":1e9}',
  '{"toString":1,"valueOf":1}',
  '{"toJSON":"x"}',
  '{"__proto__":{"item":"x","vote":"A"}}',
  '{"constructor":{"prototype":{"roles":["phone"]}}}',
  '{"then":{}}',
  '{"_placeholder":true,"num":0}',
  '{"type":"Buffer","data":[1,2,3]}',
  nested('[', ']', 20),
  nested('[', ']', 3000),
  nested('{"a":', '}', 1).replace(':}', ':1}'),
  `${'{"a":'.repeat(1500)}1${'}'.repeat(1500)}`,
  `[${new Array(4000).fill('"A"').join(',')}]`,
  `{${Array.from({ length: 800 }, (_, n) => `"k${n}":${n}`).join(',')}}`,
]

/** One of them; now and then a text nobody thought of. */
export function wrongValue(random: Random): string {
  if (random() < 0.8) return pick(random, wrong)
  const letters = Array.from({ length: Math.floor(random() * 80) }, () => Math.floor(random() * 0x10000))
  return JSON.stringify(`?${String.fromCharCode(...letters)}`)
}

/** What a command is aimed at, so that all but the field in question is right. */
export interface Aim {
  item: string
  round: string
  /** Ids of other items of the meeting. */
  others: readonly string[]
}

const typesOf = Object.keys(commands)
const houseTypes = Object.keys(houseRoles)
const oddTypes = ['', 'x'.repeat(41), '__proto__', 'constructor', 'valueOf', 'CAST', 'cast ', 'seat\u0000', '선택', '0']
/** Each field that any command takes. */
const fields = [
  ...new Set([
    ...Object.values(commands).flatMap(({ schema }) => Object.keys((schema as unknown as { entries: object }).entries)),
    'address',
    'role',
    'voters',
  ]),
]
const fieldsOf = (type: string): readonly string[] => {
  const known = Object.hasOwn(commands, type) && commands[type as keyof typeof commands]
  return known ? Object.keys((known.schema as unknown as { entries: object }).entries) : fields
}

const question = '{"title":"New","kind":"choice","options":["a","b"]}'

/** A value that is right for a field. */
function soundValue(field: string, aim: Aim, random: Random): string {
  const sound: Record<string, () => string> = {
    item: () => JSON.stringify(random() < 0.9 ? aim.item : pick(random, [...aim.others, aim.item])),
    id: () => JSON.stringify(random() < 0.5 ? aim.item : pick(random, [...aim.others, aim.item])),
    round: () => JSON.stringify(aim.round),
    vote: () => '"A"',
    ballot: () => JSON.stringify(`b${random()}`),
    reason: () => '"because"',
    seconds: () => '30',
    left: () => '5000',
    to: () => '0',
    title: () => '"New"',
    language: () => '"en"',
    archived: () => (random() < 0.1 ? 'true' : 'false'),
    address: () => 'null',
    role: () => '"kiosk"',
    voters: () => '10',
    scene: () => 'null',
    edits: () => '{"do":"hide","text":"x"}',
    group: () => '"A"',
    anyway: () => 'true',
  }
  return sound[field]?.() ?? '"x"'
}

/** Commands that voters may give: of these, one field is always wrong. */
const voters = new Set(['cast', 'join-group'])
/** Nothing in these fields of a `cast` can stand in for what is right. */
const never = new Set(['item', 'round', 'vote'])

/**
 * A command as it travels, that whoever is no desk must not get anywhere with: any type, with any field right, wrong,
 * doubled or missing; but a voter's own command always lacks what it needs.
 */
export function strangersCommand(aim: Aim, random: Random): string {
  const type = pick(random, [...typesOf, ...typesOf, 'cast', 'cast', 'cast', ...houseTypes, ...oddTypes])
  if (random() < 0.03) return wrongValue(random)
  const names = [...fieldsOf(type)]
  const spoiled = voters.has(type)
    ? pick(
        random,
        names.filter((name) => type !== 'cast' || never.has(name)),
      )
    : pick(random, names.length > 0 ? names : fields)
  const parts = names.map((name) => {
    const value = name === spoiled || random() < 0.15 ? wrongValue(random) : soundValue(name, aim, random)
    return `${JSON.stringify(name)}:${value}`
  })
  if (random() < 0.1) parts.push(`"__proto__":${wrongValue(random)}`, '"role":"organizer","voter":"x"')
  if (random() < 0.05 && !voters.has(type)) parts.push(...parts)
  if (random() < 0.05 && !voters.has(type)) parts.splice(Math.floor(random() * parts.length), 1)
  return `{"type":${random() < 0.97 ? JSON.stringify(type) : wrongValue(random)}${parts.map((part) => `,${part}`).join('')}}`
}

/** The same of somebody who holds a key and may do what they ask; keys of others and the way in stay as they are. */
export function desksCommand(aim: Aim, random: Random): string {
  const type = pick(random, [...typesOf, ...typesOf, 'remove-item', 'void', 'leave', ...oddTypes])
  const names = fieldsOf(type).filter((name) => random() > (name === 'round' ? 0.5 : 0.05))
  const parts = names.map((name) => {
    if (name === 'item' && (type === 'add-item' || type === 'edit-item'))
      return `"item":${random() < 0.5 ? question : wrongValue(random)}`
    return `${JSON.stringify(name)}:${random() < 0.3 ? wrongValue(random) : soundValue(name, aim, random)}`
  })
  return `{"type":${JSON.stringify(type)}${parts.map((part) => `,${part}`).join('')}}`
}

/** A source of chance for the n-th of something, from the seed of the whole. */
export const chance = (seed: number, n: number): Random =>
  seeded(Math.imul(seed, 0x9e3779b1) ^ Math.imul(n, 0x85ebca6b))
