// Two hundred forgeries of an export, by kinds: careless ones, and clever ones whose forger makes digests and chain anew.
import { createHash } from 'node:crypto'
import { headOf } from '../shared/meeting/record.ts'
import { dice } from './random-rounds.ts'

// biome-ignore lint/suspicious/noExplicitAny: a forger takes the file as it comes.
type Any = any

export interface Forgery {
  kind: string
  text: string
  /** Everything fits together again: only a head from before can tell, or a scrutineer's signature under one. */
  clever: boolean
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Chains the entries anew and puts every head and hash where it belongs. */
function rechain(file: Any) {
  let hash = sha256('spotvote record 1')
  const heads = file.record.entries.map((entry: Any) => {
    hash = sha256(hash + JSON.stringify(entry))
    return headOf(hash)
  })
  Object.assign(file.record, { hash, head: headOf(hash) })
  for (const { heads: own } of rounds(file)) for (const each of own) each.head = heads[each.n - 1]
}

/** Seals the box of a round anew. */
function reseal(file: Any, round: Any) {
  const { profile: votes, groups, voted, named, receipts, small, salt } = round.counted
  const names = named?.map(({ voter, vote }: Any) => ({ voter, vote }))
  const box = { votes, groups, voted, named: names, receipts, small, salt }
  round.digest = sha256(JSON.stringify(Object.fromEntries(Object.entries(box).filter(([, value]) => value != null))))
  file.record.entries.findLast((entry: Any) => entry.type === 'round-closed' && entry.round === round.id).digest =
    round.digest
}

const rounds = (file: Any): Any[] => file.items.flatMap((item: Any) => item.rounds)
const counted = (file: Any): Any[] => rounds(file).filter((round) => round.counted && round.counted.ballots > 0)
const entry = (file: Any, type: string, round?: string): Any =>
  file.record.entries.findLast((entry: Any) => entry.type === type && (!round || entry.round === round))

type Dice = ReturnType<typeof dice>
/** Changes the file; false where there is nothing to change. */
type Forge = (file: Any, dice: Dice) => unknown
function swap(list: Any[], a: number, b: number) {
  ;[list[a], list[b]] = [list[b], list[a]]
}
const counts: Forge = (file, { pick }) => {
  const { tally } = pick(counted(file).filter(({ counted }) => counted.tally.options?.[0].votes !== undefined)).counted
  tally.options[0].votes += 1
}
const motionsOf = (file: Any) =>
  counted(file).filter(({ question, counted }) => question.kind === 'motion' && counted.outcome?.yes)

const careless: Record<string, Forge> = {
  counts,
  'weight of a row': (file, { pick }) => {
    pick(counted(file).filter(({ counted }) => counted.rows[0].weight !== null)).counted.rows[0].weight += 1
  },
  'number of ballots': (file, { pick }) => {
    pick(counted(file)).counted.ballots += 1
  },
  'a ballot more': (file, { pick }) => {
    pick(pick(counted(file)).counted.profile as Any[]).count += 1
  },
  'a ballot swapped': (file, { pick }) => {
    const { profile } = pick(counted(file).filter(({ counted }) => counted.profile.length > 1)).counted
    profile[0].count += 1
    profile[1].count -= 1
    if (profile[1].count === 0) profile.splice(1, 1)
  },
  'ballots of one round in another': (file) => {
    const [a, b] = motionsOf(file)
    ;[a.counted, b.counted] = [b.counted, a.counted]
  },
  rule: (file, { pick }) => {
    const { rule } = pick(motionsOf(file))
    rule.fraction = rule.fraction === '1/2' ? '2/5' : '1/2'
  },
  'rule of tie': (file, { pick }) => {
    const { rule } = pick(rounds(file))
    rule.tie = rule.tie === 'chair' ? 'lot' : 'chair'
  },
  quorum: (file) => {
    const { rule } = rounds(file).find(({ rule }) => rule.quorum)
    rule.quorum.number -= 1
  },
  'question text': (file, { pick }) => {
    pick(rounds(file)).question.title += ' not'
  },
  'an option’s title': (file, { pick }) => {
    const { options } = pick(rounds(file).filter(({ question }) => question.config.options)).question.config
    ;[options[0].title, options[1].title] = [options[1].title, options[0].title]
  },
  winners: (file, { pick }) => {
    const { outcome } = pick(counted(file).filter(({ counted }) => counted.outcome?.winners?.length)).counted
    outcome.winners = [outcome.winners[0] === 'B' ? 'A' : 'B', ...outcome.winners.slice(1)]
  },
  outcome: (file, { pick }) => {
    const { outcome } = pick(motionsOf(file)).counted
    outcome.type = outcome.type === 'carried' ? 'rejected' : 'carried'
  },
  headline: (file, { pick }) => {
    const { text } = pick(motionsOf(file)).counted
    text.headline = text.headline === 'Carried' ? 'Rejected' : 'Carried'
  },
  'label of a row': (file, { pick }) => {
    pick(counted(file)).counted.rows[0].label += '.'
  },
  turnout: (file, { pick }) => {
    pick(counted(file)).turnout.voted += 1
  },
  present: (file, { pick }) => {
    pick(counted(file)).turnout.present -= 1
  },
  eligible: (file, { pick }) => {
    pick(counted(file)).turnout.eligible += 1
  },
  digest: (file, { pick }) => {
    const round = pick(counted(file))
    round.digest = sha256(round.digest)
  },
  salt: (file, { pick }) => {
    pick(counted(file)).counted.salt += 'x'
  },
  'salt taken away': (file, { pick }) => {
    pick(counted(file)).counted.salt = null
  },
  head: (file) => {
    file.record.head = file.record.head.replace(/.$/, (letter: string) => (letter === 'A' ? 'C' : 'A'))
  },
  'head of a round': (file, { pick }) => {
    pick(rounds(file)).heads[0].head = file.record.head
  },
  hash: (file) => {
    file.record.hash = sha256(file.record.hash)
  },
  'an entry changed': (file, { pick }) => {
    pick(file.record.entries.filter(({ at }: Any) => at) as Any[]).at += 1
  },
  'an entry taken away': (file, { int }) => {
    file.record.entries.splice(int(1, file.record.entries.length - 1), 1)
  },
  'an entry twice': (file, { int }) => {
    const at = int(1, file.record.entries.length - 1)
    file.record.entries.splice(at, 0, structuredClone(file.record.entries[at]))
  },
  'entries in another order': (file, { int }) => {
    swap(file.record.entries, int(1, 20), int(21, 40))
  },
  lot: (file, { pick }) => {
    pick(rounds(file).filter(({ lot }) => lot)).lot.order.reverse()
  },
  'seed of the lot': (file, { pick }) => {
    pick(rounds(file).filter(({ lot }) => lot)).lot.seed += '0'
  },
  chair: (file) => {
    rounds(file).find(({ chair }) => chair).chair = 'A'
  },
  'void reason': (file) => {
    rounds(file).find(({ void: gone }) => gone).void.reason += '!'
  },
  'void taken back': (file) => {
    const round = rounds(file).find(({ void: gone }) => gone)
    Object.assign(round, { void: null, state: 'counted' })
  },
  supersedes: (file) => {
    rounds(file).find(({ supersedes }) => supersedes).supersedes.reason += '?'
  },
  'superseded round stands': (file) => {
    rounds(file).find(({ state }) => state === 'superseded').state = 'counted'
  },
  times: (file, { pick }) => {
    pick(counted(file)).closedAt = '2026-04-02T09:00:00.000Z'
  },
  groups: (file) => {
    file.meeting.groups[0].weight += 1
  },
  'votes of a group': (file) => {
    const { groups } = counted(file).find(({ counted }) => counted.groups)!.counted
    groups[0].votes[0].count += 1
  },
  edits: (file) => {
    counted(file).find(({ counted }) => counted.edits)!.counted.edits = null
  },
  receipts: (file) => {
    const { receipts } = counted(file).find(({ counted }) => counted.receipts)!.counted
    receipts[0].key = receipts[0].key === 'yes' ? 'no' : 'yes'
  },
  'a receipt taken away': (file) =>
    void counted(file)
      .find(({ counted }) => counted.receipts)!
      .counted.receipts.pop(),
  'who voted': (file, { pick }) => {
    pick(counted(file)).counted.voted.shift()
  },
  'somebody who was not there voted': (file, { pick }) => {
    const { counted: box } = pick(counted(file))
    box.voted[0] = 'voter000'
  },
  'who voted what': (file) => {
    const { named } = counted(file).find(({ counted }) => counted.named)!.counted
    const [a, b] = [named[0], named.find(({ vote }: Any) => vote !== named[0].vote)]
    for (const field of ['vote', 'chosen']) [a[field], b[field]] = [b[field], a[field]]
  },
  'item order': (file, { int }) => {
    swap(file.items, int(0, 5), int(6, 12))
  },
  'number of an item': (file, { pick }) => {
    pick(file.items as Any[]).number += 1
  },
  'an item taken away': (file, { int }) => {
    file.items.splice(int(0, file.items.length - 1), 1)
  },
  'a round taken away': (file) => {
    file.items[0].rounds.shift()
  },
  'title of an item': (file, { pick }) => {
    pick(file.items as Any[]).question.title += ' (amended)'
  },
  'title of the meeting': (file) => {
    file.meeting.title += '!'
  },
  fingerprint: (file, { pick }) => {
    pick(counted(file)).fingerprint = 'AAAA-AAAA'
  },
  secrecy: (file, { pick }) => {
    pick(counted(file)).question.secrecy = 'secret'
  },
  'a result before the reveal': (file) => {
    const round = rounds(file).find(({ phase, question }) => phase === 'closed' && question.secrecy === 'secret')
    round.counted = structuredClone(motionsOf(file)[0].counted)
  },
  'an open round closed': (file) => {
    rounds(file).find(({ phase }) => phase === 'open').phase = 'closed'
  },
  'a scrutineer’s name': (file) => {
    file.scrutineers[0].name = 'Park'
  },
  'a scrutineer’s signature': (file) => {
    const round = rounds(file).find(({ signatures }) => signatures.length > 0)
    round.signatures[0].signature = round.signatures[0].signature.replace(/^./, (letter: string) =>
      letter === 'A' ? 'B' : 'A',
    )
  },
  'an unknown field': (file, { pick }) => {
    pick(counted(file)).counted.note = 'certified'
  },
  'seats taken': (file) => {
    file.meeting.joined += 1
  },
  'how many ballots an open round has': (file) => {
    rounds(file).find(({ phase }) => phase === 'open').turnout.present = 3
  },
}

/** The forger also mends digest, count and chain, as far as it goes. */
const half: Record<string, Forge> = {
  'ballots, sealed anew': (file, { pick }) => {
    const round = pick(counted(file))
    round.counted.profile[0].count += 1
    reseal(file, round)
    rechain(file)
  },
  'rule, in the record too': (file, { pick }) => {
    const round = pick(motionsOf(file))
    for (const { rule } of [round, entry(file, 'round-opened', round.id)]) rule.fraction = '1/5'
    rechain(file)
  },
  'winners, in words too': (file, { pick }) => {
    const { counted: box } = pick(counted(file).filter(({ counted }) => counted.outcome?.type === 'won'))
    const other = box.rows.find(({ id }: Any) => !box.outcome.winners.includes(id))
    if (!other) return false
    box.outcome.winners = [other.id]
    box.text.headline = other.label
  },
  'turnout, in the record too': (file, { pick }) => {
    const round = pick(counted(file))
    for (const { turnout } of [round, entry(file, 'round-closed', round.id)]) turnout.eligible += 5
    rechain(file)
  },
  'lot, in the record too': (file, { pick }) => {
    const round = pick(rounds(file).filter(({ lot }) => lot))
    for (const { lot } of [round, entry(file, 'round-opened', round.id)]) lot.order.reverse()
    rechain(file)
  },
  'signature, in the record too': (file) => {
    const round = rounds(file).find(({ signatures }) => signatures.length > 0)
    for (const of of [round.signatures[0], entry(file, 'co-signed')]) of.signature = of.signature.replace(/^../, 'xx')
    rechain(file)
  },
  'an item that had a round, removed': (file) => {
    const { id } = file.items[4]
    file.record.entries.push({ type: 'item-removed', item: id })
    file.items.splice(4, 1)
    for (const [at, item] of file.items.entries()) item.number = at + 1
    rechain(file)
  },
}

/** Everything fits together again. */
const clever: Record<string, Forge> = {
  'a time, everywhere': (file, { pick }) => {
    const round = pick(counted(file).filter(({ revealedAt }) => revealedAt))
    const when = entry(file, 'round-revealed', round.id)
    when.at += 60_000
    round.revealedAt = new Date(when.at).toISOString()
    rechain(file)
  },
  'a reason, everywhere': (file) => {
    const round = rounds(file).find(({ void: gone }) => gone)
    round.void.reason = 'Nobody was there'
    entry(file, 'round-voided', round.id).reason = round.void.reason
    rechain(file)
  },
  'the title of the meeting, everywhere': (file, { int }) => {
    file.meeting.title = `Another assembly ${int(1, 1000)}`
    file.record.entries[0].title = file.meeting.title
    rechain(file)
  },
  'a chair’s vote, everywhere': (file) => {
    const round = rounds(file).find(({ chair }) => chair)
    const { outcome, text } = round.counted
    round.chair = 'A'
    entry(file, 'chair-voted', round.id).vote = round.chair
    outcome.winners = outcome.winners.map((id: string) => (id === 'B' ? 'A' : id))
    text.headline = text.headline.replace(
      round.question.config.options[1].title,
      round.question.config.options[0].title,
    )
    rechain(file)
  },
  'a salt, everywhere': (file, { pick, int }) => {
    const round = pick(counted(file).filter(({ signatures }) => signatures.length === 0))
    round.counted.salt = `salt${int(1, 1_000_000)}`
    reseal(file, round)
    rechain(file)
  },
  'who voted, everywhere': (file, { pick }) => {
    const round = pick(
      counted(file).filter(({ counted, turnout }) => !counted.named && turnout.voted < 14 && !counted.groups),
    )
    const { voted } = round.counted
    const group = (seat: string) => Number(seat.slice(-3)) % 2
    const others = Array.from({ length: 14 }, (_, n) => `voter${String(n + 1).padStart(3, '0')}`)
    const other = others.find(
      (seat) => !voted.includes(seat) && voted.some((one: string) => group(one) === group(seat)),
    )
    if (!other) return false
    voted[voted.findIndex((one: string) => group(one) === group(other))] = other
    voted.sort()
    reseal(file, round)
    rechain(file)
  },
  'a dropped tail': (file, { int }) => {
    // What the last entries did to the open round and the secret one is undone in the file as well.
    const last = file.items.at(-1)
    const opened = file.record.entries.findIndex((each: Any) => each.type === 'round-opened' && each.item === last.id)
    file.record.entries.splice(opened)
    last.rounds = []
    file.meeting.seq = file.record.entries.length + int(0, 100)
    rechain(file)
  },
}

/** `text`: the export of `wholeMeeting`. `total` of them, each kind several times with other dice. */
export function forgeries(text: string, total: number, seed = 5): Forgery[] {
  const kinds = [
    ...Object.entries(careless).map((each) => [...each, false] as const),
    ...Object.entries(half).map((each) => [...each, false] as const),
    ...Object.entries(clever).map((each) => [...each, true] as const),
  ]
  const found: Forgery[] = []
  for (let n = 0; found.length < total; n++) {
    const [kind, forge, isClever] = kinds[n % kinds.length]!
    const file = JSON.parse(text)
    if (forge(file, dice(seed + n)) === false) continue
    const forged = `${JSON.stringify(file, null, 2)}\n`
    if (forged === text) continue
    found.push({ kind, text: forged, clever: isClever })
  }
  return found
}
