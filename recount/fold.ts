// Replays the record: what each entry does to the meeting, and whether it can have happened at all.
import { differences } from './count/compare.ts'
import { list, Misfit, orNull, record, text, whole } from './count/read.ts'
import type { Finding } from './finding.ts'
import { completedQuestion, completedRule } from './opening.ts'
import { headOf } from './record.ts'
import { signatureHolds } from './signature.ts'
import { type Fields, type Item, type Meeting, type Moment, nothing, type Round } from './state.ts'

interface Story {
  meeting: Meeting
  findings: Finding[]
  /** The hash after each entry. */
  hashes: readonly string[]
  /** Entries so far, with the present one. */
  n: number
}

export function replayed(entries: readonly unknown[], hashes: readonly string[]): Pick<Story, 'meeting' | 'findings'> {
  const story: Story = { meeting: nothing(), findings: [], hashes, n: 0 }
  for (const entry of entries) {
    story.n++
    try {
      const fields = record(entry, '')
      const type = text(fields['type'], 'type')
      const fold = folds.get(type)
      if (!fold) throw new Misfit('type', type, 'something that can happen in a meeting')
      if ((type === 'meeting-made') !== (story.n === 1)) throw new Misfit('type', type, 'a meeting that is made first')
      fold(story, fields)
    } catch (error) {
      story.findings.push({ says: 'wrong', code: 'entry', path: `record.entries[${story.n - 1}]`, ...misfit(error) })
    }
  }
  return story
}

const misfit = (error: unknown): Partial<Finding> =>
  error instanceof Misfit
    ? { recorded: error.found, found: [error.path, error.expected].filter(Boolean).join(': ') }
    : {}

function itemOf({ meeting }: Story, entry: Fields): Item {
  const id = text(entry['item'], 'item')
  const item = meeting.items.find((item) => item.id === id)
  if (!item) throw new Misfit('item', id, 'an item of the agenda')
  return item
}

function roundOf(story: Story, entry: Fields, ...phases: Round['phase'][]): Round {
  const id = text(entry['round'], 'round')
  const round = itemOf(story, entry).rounds.find((round) => round.id === id)
  if (!round) throw new Misfit('round', id, 'a round of the item')
  if (!phases.includes(round.phase))
    throw new Misfit('type', entry['type'], `nothing that happens to a round that is ${round.phase}`)
  return round
}

function moment({ meeting, n }: Story, what: Moment['what'], { item, round }: Fields) {
  meeting.moments.push({ what, n, item: text(item, 'item'), round: text(round, 'round') })
}

/** Refuses what is not as it must have been. */
function must(path: string, recorded: unknown, expected: unknown) {
  const [first] = differences(path, recorded, expected)
  if (first) throw new Misfit(first.path, first.recorded, JSON.stringify(first.counted) ?? 'nothing')
}

const placed = <T>(items: readonly T[], to: unknown, added: T): T[] =>
  items.toSpliced(whole(to, 'to', 0, items.length), 0, added)

const questionOf = (value: unknown) => completedQuestion(record(value, 'question'))

const folds = new Map<string, (story: Story, entry: Fields) => void>(
  Object.entries({
    'meeting-made': ({ meeting }, { id, code, title, language, groups = [], items = [], at }) => {
      Object.assign(meeting, { id: text(id, 'id'), code: text(code, 'code'), title, language, madeAt: at })
      meeting.groups = list(groups, 'groups').map((group) => record(group, 'groups'))
      meeting.items = list(items, 'items').map((each) => {
        const { item, question } = record(each, 'items')
        return { id: text(item, 'items'), question: questionOf(question), rounds: [] }
      })
    },
    'meeting-edited': ({ meeting }, { title, language }) => Object.assign(meeting, { title, language }),
    'meeting-archived': ({ meeting }, { archived }) => Object.assign(meeting, { archived }),
    'item-added': ({ meeting }, { item, question, to }) => {
      meeting.items = placed(meeting.items, to, { id: text(item, 'item'), question: questionOf(question), rounds: [] })
    },
    'item-edited': (story, entry) => {
      itemOf(story, entry).question = questionOf(entry['question'])
    },
    'item-moved': (story, entry) => {
      const moved = itemOf(story, entry)
      const others = story.meeting.items.filter((item) => item !== moved)
      story.meeting.items = placed(others, entry['to'], moved)
    },
    'item-removed': (story, entry) => {
      const { id, rounds } = itemOf(story, entry)
      if (rounds.length > 0) throw new Misfit('item', id, 'an item that nobody voted on')
      story.meeting.items = story.meeting.items.filter((item) => item.id !== id)
    },
    'item-shown': () => {},
    'voter-seated': ({ meeting }, { voter }) => {
      const { id, group = null } = record(voter, 'voter')
      if (meeting.seats.has(text(id, 'voter.id'))) throw new Misfit('voter.id', id, 'a seat nobody has')
      meeting.seats.set(
        text(id, 'voter.id'),
        orNull(group, (group) => text(group, 'voter.group')),
      )
    },
    'voter-grouped': ({ meeting }, { voter, group }) => {
      if (!meeting.seats.has(text(voter, 'voter'))) throw new Misfit('voter', voter, 'a seat')
      meeting.seats.set(text(voter, 'voter'), text(group, 'group'))
    },
    'kiosk-released': () => {},
    'countdown-set': (story, entry) => void roundOf(story, entry, 'open'),
    'round-draining': (story, entry) => void roundOf(story, entry, 'open'),
    'scene-shown': (story, entry) => void roundOf(story, entry, 'revealed'),
    'round-opened': (story, entry) => {
      const item = itemOf(story, entry)
      const { round, number, fingerprint = '', lot = null, supersedes, at } = entry
      const [question, rule] = [questionOf(entry['question']), completedRule(record(entry['rule'], 'rule'))]
      const early = entry['fingerprint'] === undefined
      must('question', question, item.question)
      if (!early) must('rule', rule, question['rule'])
      must('number', number, item.rounds.length + 1)
      const earlier = item.rounds.findLast((round) => !round.void)
      must(
        'supersedes',
        orNull(supersedes, (each) => record(each, 'supersedes')['round']),
        earlier?.id ?? null,
      )
      const other = story.meeting.items.flatMap(({ rounds }) => rounds).find(({ phase }) => phase === 'open')
      if (other) throw new Misfit('type', 'round-opened', `nothing while round ${other.id} is open`)
      item.rounds.push({
        ...{ id: text(round, 'round'), number, question, rule, fingerprint, lot, phase: 'open', chair: null },
        ...{ openedAt: at, closedAt: null, revealedAt: null, turnout: null, void: null, digest: null, edits: null },
        ...{ supersedes: orNull(supersedes, (each) => record(each, 'supersedes')), seats: new Map(), undone: 0 },
        signatures: [],
      })
      moment(story, 'opened', entry)
    },
    'round-closed': (story, entry) => {
      const round = roundOf(story, entry, 'open')
      const digest = text(entry['digest'], 'digest')
      const turnout = record(entry['turnout'], 'turnout')
      Object.assign(round, { phase: 'closed', closedAt: entry['at'], turnout, digest })
      round.seats = new Map(story.meeting.seats)
      moment(story, 'closed', entry)
    },
    'round-reopened': (story, entry) => {
      const round = roundOf(story, entry, 'closed')
      Object.assign(round, { phase: 'open', closedAt: null, turnout: null, chair: null, undone: round.undone + 1 })
      moment(story, 'reopened', entry)
    },
    'round-revealed': (story, entry) => {
      Object.assign(roundOf(story, entry, 'closed'), { phase: 'revealed', revealedAt: entry['at'] })
      moment(story, 'revealed', entry)
    },
    'round-voided': (story, entry) => {
      roundOf(story, entry, 'open', 'closed', 'revealed').void = { reason: entry['reason'], at: entry['at'] }
      moment(story, 'voided', entry)
    },
    'chair-voted': (story, entry) => {
      const round = roundOf(story, entry, 'closed', 'revealed')
      must('rule.tie', round.rule['tie'], 'chair')
      round.chair = text(entry['vote'], 'vote')
    },
    'answers-edited': (story, entry) => {
      roundOf(story, entry, 'open', 'closed', 'revealed').edits = entry['edits']
    },
    'scrutineer-appointed': (story, { scrutineer, name, key, signature }) => {
      const { meeting } = story
      meeting.scrutineers.push({ id: text(scrutineer, 'scrutineer'), name, key: text(key, 'key'), dismissed: false })
      signed(story, text(scrutineer, 'scrutineer'), ['scrutineer', meeting.code, name, key], signature)
    },
    'scrutineer-dismissed': (story, { scrutineer }) => {
      scrutineerOf(story, scrutineer).dismissed = true
    },
    'co-signed': (story, entry) => {
      const { scrutineer, head, signature, at } = entry
      const round = roundOf(story, entry, 'closed', 'revealed')
      const close = story.meeting.moments.findLast(({ what, round: id }) => what === 'closed' && id === round.id)!
      round.signatures.push({ scrutineer, signature, head, at })
      must('head', head, headOf(story.hashes[close.n - 1]!))
      signed(story, text(scrutineer, 'scrutineer'), ['co-signature', round.id, head, round.digest], signature)
    },
    'mismatch-reported': (story, { scrutineer, n, held, shown, signature }) => {
      const name = scrutineerOf(story, scrutineer).name
      signed(story, text(scrutineer, 'scrutineer'), ['mismatch', story.meeting.code, n, held, shown ?? ''], signature)
      const at = { path: `record.entries[${story.n - 1}]`, recorded: shown, found: held }
      story.findings.push({ says: 'wrong', code: 'mismatch', title: String(name), ...at })
    },
  } satisfies Record<string, (story: Story, entry: Fields) => void>),
)

function scrutineerOf({ meeting }: Story, id: unknown) {
  const scrutineer = meeting.scrutineers.find((scrutineer) => scrutineer.id === id)
  if (!scrutineer) throw new Misfit('scrutineer', id, 'a scrutineer')
  return scrutineer
}

/** What a scrutineer signs, line by line (SPEC section P), must bear the signature of the key they signed on with. */
function signed(story: Story, scrutineer: string, [what, ...lines]: unknown[], signature: unknown) {
  const said = [`spotvote ${what} 1`, ...lines].join('\n')
  if (!signatureHolds(scrutineerOf(story, scrutineer).key, said, text(signature, 'signature')))
    throw new Misfit('signature', signature, 'the signature of this scrutineer')
}
