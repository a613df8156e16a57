// Random rounds of every kind, method and rule, held by commands and written as the JSON export writes them.
import { createHash } from 'node:crypto'
import { json } from '../server/exports/json.ts'
import { decide } from '../shared/meeting/decide.ts'
import { blank, evolve } from '../shared/meeting/evolve.ts'
import { headsOf, lastRound } from '../shared/meeting/meeting.ts'
import { question } from '../shared/meeting/question.ts'
import { enter } from '../shared/meeting/record.ts'
import { Refusal } from '../shared/refusal.ts'

/** Chance from a seed: the same rounds again for whoever has the number. */
export function dice(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  /** From `low` to `high`, both included. */
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)]!
  const chance = (share: number) => next() < share
  const shuffle = <T>(list: readonly T[]): T[] => {
    const all = [...list]
    for (let n = all.length - 1; n > 0; n--) {
      const other = int(0, n)
      ;[all[n], all[other]] = [all[other]!, all[n]!]
    }
    return all
  }
  return { int, pick, chance, shuffle }
}
type Dice = ReturnType<typeof dice>

const letters = (n: number) =>
  Array.from({ length: n }, (_, i) => (n > 26 ? String(i + 1) : String.fromCharCode(65 + i)))
const titles = (n: number) => letters(n).map((id) => `Option ${id}`)
/** Few options, so that ties are frequent; now and then more than there are letters. */
const few = ({ int, chance }: Dice, most: number) => (chance(0.03) ? Math.min(most, 30) : int(2, 6))

interface Made {
  settings: Record<string, unknown>
  vote(): unknown
}

const words = [
  'bench',
  'Bench',
  'ＢＥＮＣＨ',
  'more  trees',
  'More Trees',
  '나무',
  '나무 심기',
  'the park, please!',
  'a',
  '벤치를 더',
  '10',
  '9',
  '__proto__',
  'é',
  'e\u0301',
  'İ',
  'straße',
  'STRASSE',
  "don't",
  'well-known',
  '👍🏽',
  'x — y',
]

const made: Record<string, (dice: Dice) => Made> = {
  choice(dice) {
    const n = few(dice, 50)
    return { settings: { options: titles(n) }, vote: () => dice.pick(letters(n)) }
  },
  multiple(dice) {
    const n = few(dice, 200)
    const min = dice.int(1, n)
    const max = dice.int(min, n)
    const none = dice.chance(0.5)
    return {
      settings: { options: titles(n), min, max, winners: dice.int(1, n), none },
      vote: () => (none && dice.chance(0.2) ? ['none'] : dice.shuffle(letters(n)).slice(0, dice.int(min, max))),
    }
  },
  motion(dice) {
    const abstain = dice.chance(0.7)
    const sides = dice.shuffle(['yes', 'no', 'yes', 'no', ...(abstain ? ['abstain'] : [])]).slice(0, dice.int(1, 5))
    const even = dice.chance(0.3)
    let cast = 0
    return { settings: { abstain }, vote: () => (even ? ['yes', 'no'][cast++ % 2] : dice.pick(sides)) }
  },
  rating(dice) {
    const low = dice.int(-3, 3)
    const high = low + dice.int(1, 10)
    const noOpinion = dice.chance(0.5)
    return {
      settings: { low, high, noOpinion },
      vote: () => (noOpinion && dice.chance(0.3) ? 'none' : dice.int(low, high)),
    }
  },
  grid(dice) {
    const n = dice.int(1, 5)
    const low = dice.int(-3, 3)
    const high = low + dice.int(1, 10)
    const required = dice.chance(0.3)
    const grade = () => (!required && dice.chance(0.3) ? null : dice.int(low, high))
    return { settings: { statements: titles(n), low, high, required }, vote: () => titles(n).map(grade) }
  },
  points(dice) {
    const n = few(dice, 50)
    const total = dice.int(1, 20)
    const exact = dice.chance(0.3)
    const cap = dice.chance(0.5) ? dice.int(exact ? Math.ceil(total / n) : 1, total) : null
    return {
      settings: {
        options: titles(n),
        total,
        exact,
        blank: !exact && dice.chance(0.5),
        winners: dice.int(1, n),
        ...(cap && { cap }),
      },
      vote() {
        const vote: Record<string, number> = {}
        let left = exact ? total : dice.int(0, total)
        for (const [index, id] of dice.shuffle(letters(n)).entries()) {
          const later = (n - index - 1) * (cap ?? total)
          const given = dice.int(exact ? Math.max(0, left - later) : 0, Math.min(left, cap ?? total))
          if (given > 0) vote[id] = given
          left -= given
        }
        return vote
      },
    }
  },
  number(dice) {
    const decimals = dice.int(0, 4)
    const unit = 10 ** -decimals
    const step = dice.pick([1, 1, 2, 5, 3, 7, 25]) * unit
    const low = Number((dice.int(-200, 200) * unit).toFixed(decimals))
    const steps = dice.int(1, dice.pick([3, 12, 100, 2000]))
    const answers = dice.int(1, Math.min(steps, 20))
    return {
      settings: { low, high: Number((low + steps * step).toFixed(decimals)), step: Number(step.toFixed(decimals)) },
      vote: () => Number((low + Math.floor((dice.int(0, answers) / answers) * steps) * step).toFixed(decimals)),
    }
  },
  text(dice) {
    const answers = dice.int(1, 3)
    const long = dice.chance(0.3)
    const answer = () =>
      long ? Array.from({ length: dice.int(1, 6) }, () => dice.pick(words)).join(' ') : dice.pick(words)
    return {
      settings: { answers, length: long ? 120 : dice.int(17, 40) },
      vote: () => Array.from({ length: dice.int(1, answers) }, answer),
    }
  },
  quiz(dice) {
    const n = dice.int(2, 8)
    const answer = dice.chance(0.2) ? null : dice.pick(letters(n))
    return {
      settings: { options: titles(n), answer, points: dice.int(1, 1000), speed: dice.chance(0.4) },
      vote: () => dice.pick(letters(n)),
    }
  },
  ranking(dice) {
    const n = few(dice, 50)
    const method = dice.pick(['irv', 'irv', 'schulze', 'borda', 'stv', 'stv'])
    const least = dice.int(1, dice.chance(0.7) ? 1 : n)
    const most = dice.int(least, n)
    return {
      settings: {
        options: titles(n),
        method,
        least,
        most,
        ...(method === 'stv' && { seats: dice.int(1, n) }),
        ...(method === 'borda' && {
          scheme: dice.pick(['n-1', 'n', 'dowdall', 'modified']),
          unranked: dice.pick(['zero', 'mean']),
        }),
      },
      vote: () => dice.shuffle(letters(n)).slice(0, dice.int(least, most)),
    }
  },
  budget(dice) {
    const n = few(dice, 200)
    const scale = dice.pick([1, 10, 1000, 50_000])
    const costs = Array.from({ length: n }, () => dice.int(1, 12) * scale + (dice.chance(0.2) ? dice.int(0, 7) : 0))
    const budget = Math.max(dice.int(1, 30) * scale, ...(dice.chance(0.9) ? costs : [1]))
    const ballot = dice.pick(['approval', 'knapsack', 'points'])
    const min = ballot === 'approval' && dice.chance(0.3) ? dice.int(1, n) : 1
    const max = dice.int(min, n)
    const points = dice.int(n, 100)
    return {
      settings: {
        projects: costs.map((cost, at) => ({ title: `Project ${at}`, cost })),
        budget,
        ballot,
        count: dice.pick(['greedy', 'equal-shares', 'both', 'both']),
        utility: dice.pick(['cost', 'cardinality']),
        completion: dice.pick(['add1u', 'add1', 'none']),
        ...(dice.chance(0.6) && { step: Math.max(1, Math.round(budget / dice.pick([10, 100, 1000]))) }),
        ...(ballot === 'points' ? { points } : { min, max }),
      },
      vote() {
        const chosen = dice.shuffle(letters(n)).slice(0, dice.int(min, max))
        if (ballot === 'knapsack') {
          let left = budget
          return chosen.filter((id) => {
            const cost = costs[letters(n).indexOf(id)]!
            if (cost > left) return false
            left -= cost
            return true
          })
        }
        if (ballot === 'approval') return chosen
        let left = points
        return Object.fromEntries(
          chosen.flatMap((id) => {
            const given = dice.int(0, Math.min(left, 20))
            left -= given
            return given > 0 ? [[id, given]] : []
          }),
        )
      },
    }
  },
}

export const kindsMade = Object.keys(made)

const fractions = ['1/2', '1/2', '2/3', '3/5', '1/4', '3/4', '1/3', '1', '7/10']

function shareOf({ pick, chance }: Dice) {
  const fraction = pick(fractions)
  return { fraction, atLeast: fraction === '1' || chance(0.5), base: pick(['valid', 'cast', 'present', 'eligible']) }
}

/** Any rule; a meeting refuses those that do not fit the kind. */
function ruleFor(dice: Dice, kind: string): Record<string, unknown> | string | undefined {
  const { pick, chance, int } = dice
  if (['rating', 'grid', 'number', 'text'].includes(kind) || chance(0.1)) return undefined
  const motion = kind === 'motion'
  const method = ['ranking', 'budget'].includes(kind)
  if (motion && chance(0.2))
    return pick([
      'simple-majority',
      'absolute-majority',
      'two-thirds',
      'two-thirds-present',
      'korean-council',
      'unanimity',
    ])
  if (motion && chance(0.2)) return { tie: pick(['chair', 'lot', 'lot', 'reported', 'rejected']) }
  return {
    ...(!method && (motion || chance(0.4)) && shareOf(dice)),
    ...(motion && chance(0.4) && { also: Array.from({ length: int(1, 3) }, () => shareOf(dice)) }),
    ...(!method && { unit: pick(motion ? ['weight', 'heads', 'both'] : ['weight', 'heads']) }),
    ...(motion && { abstentions: pick(['apart', 'apart', 'against', 'out']), eachGroup: chance(0.4) }),
    ...(chance(0.3) && { members: int(1, 40) }),
    ...(chance(0.3) && {
      quorum: {
        count: pick(['present', 'cast']),
        unit: pick(['heads', 'weight']),
        open: 'none',
        ...(chance(0.7)
          ? { fraction: pick(fractions.slice(0, 7)), atLeast: chance(0.5) }
          : { fraction: null, number: int(1, 20) }),
        ...(chance(0.3) && { number: int(1, 20) }),
      },
    }),
    tie: pick(motion ? ['reported', 'rejected', 'chair', 'lot', 'lot'] : ['reported', 'chair', 'lot', 'lot']),
  }
}

/** Tries each of these until one is allowed. */
function allowed<T>(...tries: (() => T)[]): T | undefined {
  for (const attempt of tries)
    try {
      return attempt()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  return undefined
}

export interface ExportedRound {
  question: { kind: string; config: Record<string, unknown> }
  counted: Record<string, unknown> & { profile: unknown[]; tally: unknown; outcome: { type: string } | null }
  [field: string]: unknown
}

/** The rounds of one random meeting: `items` of them, each of one of `kinds`. */
export function randomRounds(seed: number, items: number, kinds: readonly string[] = kindsMade): ExportedRound[] {
  const chances = dice(seed)
  const { int, pick, chance, shuffle } = chances
  const meeting = blank()
  const weights = [1, 1, 2, 3, 7, 1_000_000]
  const groups = chance(0.5)
    ? letters(int(2, 4)).map((id) => ({ id, title: `Group ${id}`, weight: pick(weights) }))
    : []
  const voters = pick([0, 1, 3, 6, 12, 24, 40, int(0, 30)])
  let [ids, now] = [0, 1_000_000]
  const newId = () => `id${seed}.${++ids}`
  const digest = (text: string) => createHash('sha256').update(text).digest('hex')
  const context = {
    now,
    present: (group?: string) => (group === undefined ? here.length : headsOf(meeting, here, group)),
    newId,
    newKey: newId,
    digest,
    pseudonym: (key: string, voter: string) => `${key}-${voter}`,
    signed: () => true,
  }
  let here: string[] = []
  const happen = (events: ReturnType<typeof decide>) => {
    for (const event of events) {
      evolve(meeting, event, meeting.seq + 1)
      enter(meeting, event, digest)
    }
  }
  const code = () => Array.from({ length: 8 }, () => pick([...'ACDEFGHJKMNPQRTUVWXY34679'])).join('')
  const give = (command: { type: string; [field: string]: unknown }, voter?: string) => {
    now += 700
    const role = voter ? 'phone' : ['seal', 'seat'].includes(command.type) ? 'server' : 'moderator'
    happen(decide(meeting, command, voter ? { role, voter } : { role }, { ...context, now }))
    return true
  }
  happen([{ type: 'meeting-made', id: 'm', code: 'KWXR34', title: 'Dice', language: 'en', groups, at: now }])
  const seats = Array.from({ length: voters }, (_, n) => `voter${n}`)
  for (const voter of seats) {
    give({ type: 'seat', voter, token: `token-${voter}` })
    if (groups.length > 0) give({ type: 'join-group', group: pick(groups.slice(0, int(1, groups.length))).id }, voter)
  }
  for (let to = 0; to < items; to++) {
    const kind = pick(kinds)
    const { settings, vote } = made[kind]!(chances)
    const rule = ruleFor(chances, kind)
    const secrecy = settings['speed'] || chance(0.2) ? 'named' : kind !== 'text' && chance(0.2) ? 'secret' : 'anonymous'
    const item = {
      title: `${kind} ${to}`,
      kind,
      ...settings,
      secrecy,
      ...(secrecy !== 'named' && kind !== 'text' && { receipts: chance(0.3) }),
      visibility: 'reveal',
      seconds: null,
      change: true,
    }
    const asked = allowed(
      () => question({ ...item, ...(rule && { rule }) }),
      () => question({ ...item, rule: { tie: pick(['lot', 'chair']) } }),
      () => question(item),
    )
    if (!asked) throw new Error(`seed ${seed}: ${JSON.stringify(item)} is refused`)
    const id = `item${to}`
    happen([{ type: 'item-added', item: id, question: asked, to }])
    here = seats.filter(() => chance(0.9))
    allowed(() => give({ type: 'open', item: id, anyway: true }))
    const round = lastRound(meeting.items[to]!)?.id
    if (!round) continue
    const spread = pick([0, 0.5, 0.9, 1])
    // A few distinct votes only, so that there are ties and counts above one.
    const common = kind === 'motion' ? [] : Array.from({ length: int(1, 5) }, vote)
    const times = chance(0.1) ? 2 : 1
    for (let time = 0; time < times; time++) {
      if (time > 0 && !allowed(() => give({ type: 'reopen', item: id, round }))) break
      for (const voter of shuffle(seats).filter(() => chance(spread)))
        allowed(() =>
          give(
            {
              type: 'cast',
              item: id,
              round,
              vote: common.length > 0 && chance(0.6) ? pick(common) : vote(),
              ballot: newId(),
              receipt: code(),
            },
            voter,
          ),
        )
      give({ type: 'close', item: id })
      now += 2000
      give({ type: 'seal', item: id })
    }
    if (chance(0.9)) {
      give({ type: 'reveal', item: id, anyway: true })
      allowed(
        ...shuffle(['yes', 'no', ...letters(6)]).map(
          (side) => () => give({ type: 'casting-vote', item: id, vote: side }),
        ),
      )
    }
    for (let step = kind === 'text' ? int(0, 4) : 0; step > 0; step--) {
      const edits = { do: pick(['hide', 'show', 'merge', 'merge', 'part']), text: pick(words), into: pick(words) }
      allowed(() => give({ type: 'edit-answers', item: id, edits }))
    }
  }
  const document = JSON.parse(String(json.write(meeting))) as { items: { rounds: ExportedRound[] }[] }
  return document.items.flatMap(({ rounds }) => rounds.filter(({ counted }) => counted))
}
