// Forgeries of one figure, word or entry, the rest left as it was.
import { type Any, counted, type Forge, motionsOf, rounds, sha256, swap } from './hand.ts'

const counts: Forge = (file, { pick }) => {
  const { tally } = pick(counted(file).filter(({ counted }) => counted.tally.options?.[0].votes !== undefined)).counted
  tally.options[0].votes += 1
}

export const careless: Record<string, Forge> = {
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
