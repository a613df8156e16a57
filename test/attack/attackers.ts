// Those who try to say who voted what from what a meeting leaves behind: each guesses a vote for each voter, or none.
import { type Evidence, options, type Round } from './evening.ts'

export type Attacker = (evidence: Evidence, round: Round, n: number) => (string | undefined)[]

/** Puts voters in some order beside the votes as they stand in the record. */
const alongside =
  (orderOf: (evidence: Evidence, round: Round) => number[], votesOf = (round: Round) => round.box): Attacker =>
  (evidence, round) => {
    const guesses: (string | undefined)[] = []
    for (const [place, voter] of orderOf(evidence, round).entries()) guesses[voter] = votesOf(round)[place]
    return guesses
  }

const seats = ({ voters }: Evidence) => [...voters.keys()]
const sorted = (evidence: Evidence) =>
  seats(evidence).sort((a, b) => (evidence.voters[a]! < evidence.voters[b]! ? -1 : 1))

const receipts = (round: Round) => round.receipts

/** The vote that is told most often close after a voter's id, in files, the log and whatever was said to anybody. */
const nearest: Attacker = ({ voters, left, heard }, _, n) => {
  const said = heard.filter(({ round, own }) => round === n && own === null).map(({ text }) => text)
  const text = [left, ...new Set(said)].join('\n')
  return voters.map((voter) => {
    const times = new Map<string, number>()
    for (let at = text.indexOf(voter); at >= 0; at = text.indexOf(voter, at + 1)) {
      const vote = /"(?:vote|key)":"([ABC])"/.exec(text.slice(at + voter.length, at + voter.length + 60))?.[1]
      if (vote) times.set(vote, (times.get(vote) ?? 0) + 1)
    }
    return [...times].sort((a, b) => b[1] - a[1])[0]?.[0]
  })
}

/** What grew in what everybody was told as a voter's ballot came in; `private` listens in on the voter's own line too. */
const grown =
  (listening: 'public' | 'private'): Attacker =>
  ({ voters, heard }, { order }, n) => {
    const guesses: (string | undefined)[] = voters.map(() => undefined)
    let before = options.map(() => 0)
    for (const [place, voter] of order.entries()) {
      const said = heard.filter(
        ({ round, step, own }) =>
          round === n && step === place + 1 && (own === null || (listening === 'private' && own === voter)),
      )
      if (listening === 'private') {
        const vote = said.map(({ text }) => /"vote":"([ABC])"/.exec(text)?.[1]).find(Boolean)
        guesses[voter] = vote
        continue
      }
      const after = said
        .map(({ text }) => options.map((id) => Number(new RegExp(`"id":"${id}","votes":(\\d+)`).exec(text)?.[1] ?? 0)))
        .filter((votes) => votes.some((count) => count > 0))
        .at(-1)
      if (!after) continue
      guesses[voter] = options.find((_, index) => after[index]! > before[index]!)
      before = after
    }
    return guesses
  }

export const attackers: Record<string, Attacker> = {
  'in the order of voting': alongside((_, { order }) => order),
  'in the order of arrival': alongside(seats),
  'by id': alongside(sorted),
  'receipts in the order of voting': alongside((_, { order }) => order, receipts),
  'receipts in the order of arrival': alongside(seats, receipts),
  'receipts by id': alongside(sorted, receipts),
  'by what stands nearest': nearest,
  'by what everybody was told meanwhile': grown('public'),
  'by what the phone itself was told': grown('private'),
}
