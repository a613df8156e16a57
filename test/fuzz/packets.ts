// Packets of Engine.IO and Socket.IO, wrong in every way: types, ids, attachments, namespaces, depth, length.
import type { Random } from '../../server/rehearsal/moment.ts'
import { type Aim, pick, strangersCommand, wrongValue } from './values.ts'

export type Packet = string | Buffer

const bytes = (random: Random, most: number) =>
  Buffer.from(Array.from({ length: Math.floor(random() * most) }, () => Math.floor(random() * 256)))

const noise = (random: Random) =>
  Array.from({ length: Math.floor(random() * 30) }, () => String.fromCharCode(32 + Math.floor(random() * 95))).join('')

const namespaces = ['', '/', '/,', '/admin,', '/__proto__,', '/%2e%2e,', '/?a=b,', `/${'n'.repeat(3000)},`, '/\u0000,']
const ids = ['', '0', '7', '00', '-1', '1e9', '9'.repeat(30), '1.5', '٣', ' ']
const events = ['command', 'command', 'view', 'connect', 'disconnect', 'disconnecting', 'newListener', '__proto__', '']
const attachments = ['0-', '1-', '2-', '10-', '11-', '999999999999-', '-1-', '1.5-', '-', '1', '01-', '1e3-']
const engine = ['0', '1', '2', '2probe', '3', '3probe', '5', '6', '7', '8', 'b', 'bAAAA', '', '\u001e', '4\u001e4']

const payload = (aim: Aim, random: Random): string =>
  pick(random, [
    () => `["${pick(random, events)}",${strangersCommand(aim, random)}]`,
    () => `["${pick(random, events)}",${strangersCommand(aim, random)}]`,
    () => `["${pick(random, events)}",${wrongValue(random)},${wrongValue(random)}]`,
    () => `[${wrongValue(random)}]`,
    () => wrongValue(random),
    () => '["command",{"_placeholder":true,"num":0}]',
    () => '["command",{"type":{"_placeholder":true,"num":0}}]',
    () => '["command",{"_placeholder":true,"num":-1},{"_placeholder":true,"num":1e9}]',
    () => '["command",',
    () => `["command",${'['.repeat(12_000)}`,
    () => '[]',
    () => noise(random),
    () => '',
  ])()

const ways: readonly ((aim: Aim, random: Random) => Packet[])[] = [
  // Events that come through, with or without asking for an answer.
  (aim, random) => [`42${pick(random, namespaces)}${pick(random, ids)}${payload(aim, random)}`],
  (aim, random) => [`42${pick(random, ids)}["command",${strangersCommand(aim, random)}]`],
  // An answer to what was never asked.
  (aim, random) => [`43${pick(random, ids)}${payload(aim, random)}`],
  // Coming and going, again and in other places.
  (_, random) => [`4${pick(random, ['0', '1', '4'])}${pick(random, namespaces)}${wrongValue(random)}`],
  // Binary events, with what they announce or without.
  (aim, random) => [
    `4${pick(random, ['5', '6'])}${pick(random, attachments)}${pick(random, ids)}${payload(aim, random)}`,
    ...Array.from({ length: Math.floor(random() * 3) }, () => (random() < 0.7 ? bytes(random, 60) : `42["command"]`)),
  ],
  (_, random) => [bytes(random, 200)],
  (_, random) => [pick(random, engine)],
  (aim, random) => [`4${pick(random, ['7', '8', '9', 'x', '-1', '٢'])}${payload(aim, random)}`],
  (_, random) => [noise(random)],
  (_, random) => [`42["command",{"type":"cast","vote":"${'x'.repeat(Math.floor(17_000 + random() * 30_000))}"}]`],
]

/** What a connection outlives: events and answers to nothing, whole as far as Socket.IO looks. */
const whole: readonly ((aim: Aim, random: Random) => Packet)[] = [
  (aim, random) => `42${pick(random, ['', '7', '0', '999999'])}["command",${strangersCommand(aim, random)}]`,
  (aim, random) => `42["command",${strangersCommand(aim, random)},${wrongValue(random)},${wrongValue(random)}]`,
  (_, random) => `42${pick(random, ['', '7'])}["${pick(random, ['command', 'view', '__proto__', '', 'x'])}"]`,
  (_, random) => `42[${Math.floor(random() * 100)},${wrongValue(random)}]`,
  (_, random) => `43${Math.floor(random() * 1e6)}[${wrongValue(random)}]`,
]

/** One packet, or some that belong together, for a connection that has joined; most of them end it, but not most calls. */
export const packets = (aim: Aim, random: Random): Packet[] =>
  random() < 0.85 ? [pick(random, whole)(aim, random)] : pick(random, ways)(aim, random)

/** The handshake of somebody who must not get in and must not get a seat: one field at least is wrong. */
export function strangersAuth(random: Random): string {
  const role = pick(random, ['phone', 'kiosk', 'projector', 'moderator', 'organizer', 'scrutineer', 'results'])
  const wrong = pick(random, ['protocol', 'meeting', 'role'])
  const fields = [
    ['protocol', wrong === 'protocol' ? pick(random, ['0', '2', '"1"', 'null', '1e999', '-1', '[1]']) : '1'],
    ['meeting', wrong === 'meeting' ? pick(random, ['7', '[]', '{}', 'true', `"${'A'.repeat(200)}"`]) : '"AAAAAA"'],
    ['role', wrong === 'role' ? pick(random, ['"server"', '"__proto__"', 'null', '["phone"]', '7']) : `"${role}"`],
    ['key', random() < 0.5 ? wrongValue(random) : '"guess"'],
    ['voter', wrongValue(random)],
  ]
  if (random() < 0.2) return `40${wrongValue(random)}`
  if (random() < 0.2) return `40${pick(random, namespaces.slice(3))}{"protocol":1,"role":"${role}"}`
  return `40{${fields.map(([name, value]) => `"${name}":${value}`).join(',')}}`
}
