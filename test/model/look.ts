// What can be compared: all that is so in a meeting and all that is seen of it, told of both sides in the same words.
import { type RoundView, type Surroundings, type View, view } from '../../shared/meeting/view.ts'
import type { Hall } from './hall.ts'
import { RIGHT } from './papers.ts'
import type { Reference } from './reference.ts'
import { audiences, byName, sight, tally } from './sight.ts'

/** What should be. */
export function expected(meeting: Reference) {
  const { title, archived, current, released, failing } = meeting
  const wall = meeting.items.find(({ id }) => id === current)?.rounds.at(-1)
  return {
    meeting: { title, archived, current, released, storage: failing ? 'failing' : 'ok' },
    items: meeting.items.map(({ id, question }) => `${id} ${question.title}`),
    rounds: meeting.rounds.map((round) => ({
      name: round.name,
      phase: round.phase,
      void: round.void,
      supersedes: round.supersedes,
      closesAt: round.closesAt,
      left: round.left,
      until: round.until,
      turnout: round.turnout,
      chair: round.chair,
      scene: round.scene,
      ballots: counts([...round.votes.values()].map(({ vote, weight }) => [vote, 1, weight])),
      // While a round is open the record knows its voters by pseudonyms only.
      took: [...round.votes].flatMap(([voter, { sealed }]) => (sealed ? voter : [])).sort(),
      named:
        round.question.secrecy === 'named'
          ? [...round.votes].flatMap(([voter, { vote, sealed }]) => (sealed ? `${voter} ${vote}` : [])).sort()
          : [],
    })),
    own: [...meeting.seats.keys()].map((voter) => {
      const own = wall && wall.void === null ? wall.votes.get(voter) : undefined
      return own ? [wall!.name, ...(own.sealed ? [] : [own.vote])] : null
    }),
    seen: audiences.map((audience) => [audience, sight(meeting, audience)]),
    leaders: wall?.scene === 'leaderboard' && wall.void === null,
    results: meeting.items
      .flatMap(({ rounds }) => rounds.filter((round) => round.phase === 'revealed' || round.void !== null))
      .map((round) => [round.name, round.void === null ? tally(round) : null]),
  }
}

/** What is. */
export function found({ room, names }: Hall) {
  const { meeting, presence, storage } = room
  const named = (voter: string) => names.get(voter) ?? `unknown ${voter}`
  const all = meeting.items.flatMap(({ id, rounds }) => rounds.map((round) => ({ id, round })))
  const nameOf = new Map(all.map(({ id, round }) => [round.id, `${id}#${round.number}`]))
  const surroundings: Surroundings = {
    join: null,
    addresses: [],
    present: presence.count,
    groups: [],
    connected: { phones: 0, kiosks: 0, projectors: 0, moderators: 0 },
    storage,
    slept: null,
    guessing: false,
    reached: true,
    lost: null,
    rehearsal: null,
  }
  const results = view(meeting, 'results', surroundings).items.flatMap(({ rounds }) => rounds)
  const moderator = view(meeting, 'moderator', surroundings)
  return {
    meeting: {
      title: meeting.title,
      archived: meeting.archived,
      current: meeting.current,
      released: meeting.released,
      storage,
    },
    items: moderator.agenda.map(({ id, title }) => `${id} ${title}`),
    rounds: all.map(({ round }) => ({
      name: nameOf.get(round.id),
      phase: round.phase,
      void: round.void?.reason ?? null,
      supersedes: round.supersedes && { round: nameOf.get(round.supersedes.round), reason: round.supersedes.reason },
      closesAt: round.closesAt,
      left: round.left,
      until: round.drainsUntil,
      turnout: heads(round.turnout),
      chair: round.chair,
      scene: round.scene?.name ?? null,
      ballots: counts([...round.profile.values()].map(({ vote, count, weight }) => [vote, count, weight])),
      took: (round.box?.voted ?? []).map(named).sort(),
      named: (round.box?.named ?? []).map(({ voter, vote }) => `${named(voter)} ${vote}`).sort(),
    })),
    own: [...meeting.voters.keys()].map((voter) => {
      const own = room.mine(voter)
      return own && [nameOf.get(own.round), ...('vote' in own ? [own.vote] : [])]
    }),
    seen: audiences.map((audience) => {
      const { current } = audience === 'moderator' ? moderator : view(meeting, audience, surroundings)
      return [audience, shown(current)]
    }),
    leaders: moderator.leaders !== null,
    results: results.map((round) => [nameOf.get(round.id), rows(round)]),
  }
}

type Current = View<(typeof audiences)[number]>['current']

function shown(item: Current) {
  if (!item) return null
  const { round, phase, kind, config } = item
  return {
    item: item.id,
    phase,
    void: round?.void?.reason ?? null,
    turnout: heads(round?.turnout ?? null),
    tally: round && rows(round),
    outcome: round?.outcome?.type ?? null,
    answer: kind === 'quiz' && (config as { answer: unknown }).answer === RIGHT,
  }
}

type Turnout = { eligible: number; present: number; voted: number }
const heads = (turnout: Turnout | null) => turnout && [turnout.eligible, turnout.present, turnout.voted]

interface Row {
  id?: string
  text?: string
  votes: number
  weight: number
}

/** The rows of a tally that have votes, whatever the kind calls them. */
function rows({ tally }: Pick<RoundView, 'tally'>) {
  if (tally === null) return null
  const { options, answers } = tally as { options?: Row[]; answers?: Row[] }
  return (options ?? answers ?? [])
    .filter(({ votes }) => votes > 0)
    .map(({ id, text, votes, weight }): [string, number, number] => [id ?? text!, votes, weight])
    .sort(byName)
}

/** Equal votes taken together. */
function counts(list: [vote: unknown, count: number, weight: number][]) {
  const sums = new Map<string, [number, number]>()
  for (const [vote, count, weight] of list) {
    const sum = sums.get(String(vote)) ?? [0, 0]
    sums.set(String(vote), [sum[0] + count, sum[1] + weight])
  }
  return [...sums].map(([vote, sum]): [string, number, number] => [vote, ...sum]).sort(byName)
}
