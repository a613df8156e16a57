// Forgeries whose forger mends what hangs together: as far as it goes, or everything.
import { type Any, counted, entry, type Forge, motionsOf, rechain, reseal, rounds } from './hand.ts'

/** The forger also mends digest, count and chain, as far as it goes. */
export const half: Record<string, Forge> = {
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
export const clever: Record<string, Forge> = {
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
