// The sentences of a count, and what they are made of.
import type { RankingConfig } from './ballot.ts'

type Language = 'en' | 'ko'

const many = (votes: string) => (votes === '1' ? '1 vote' : `${votes} votes`)

const en = {
  irv: (votes: string, base: string, round: number) =>
    `${votes} of ${many(base)} in round ${round}: more than half (instant run-off).`,
  irvTied: (votes: string, base: string, round: number) =>
    `${votes} of ${many(base)} each in round ${round} (instant run-off).`,
  exhausted: (votes: string, all: string) => `Exhausted: ${votes} of ${all}, with nobody left that they rank.`,
  stv: (quota: string, valid: string, seats: number) =>
    `Quota for ${seats === 1 ? '1 place' : `${seats} places`}: ${quota} of ${many(valid)}.`,
  seated: (list: string) => `Elected: ${list}.`,
  reached: (name: string, round: number, votes: string) => `${name} (round ${round}, ${votes})`,
  filled: (name: string, votes: string) => `${name} (${votes}, without the quota)`,
  lotOut: (round: number, names: string, out: string) =>
    `Round ${round}: ${names} were level, and by lot ${out} went out.`,
  lotFirst: (round: number, names: string, first: string) =>
    `Round ${round}: ${names} were level, and by lot the surplus of ${first} moved first.`,
  condorcet: 'Beats every other option in pairs (Schulze; Condorcet winner).',
  paths: 'No option beats every other one in pairs; ahead of all by the strongest paths (Schulze).',
  closest: (other: string, plus: string, minus: string) => `Closest: ${plus} to ${minus} against ${other}.`,
  schulzeTied: 'Level by the strongest paths (Schulze).',
  borda: (points: string, all: string) => `Most points: ${points}, from ${many(all)} (Borda).`,
  next: (names: string, points: string) => `Next: ${names} with ${points}.`,
  bordaTied: (points: string, all: string) => `${points} points each, from ${many(all)} (Borda).`,
  scheme: (points: string, unranked: string) => `Points: ${points}; what a ballot leaves out gets ${unranked}.`,
  round: (round: number) => `Round ${round}`,
  firsts: (all: string) => `First preferences: ${many(all)}.`,
  goesOut: (name: string, votes: string) => `${name} goes out with ${votes}, the fewest.`,
  byLot: (name: string, votes: string, names: string) => `${name} goes out with ${votes}, by lot between ${names}.`,
  byHistory: (name: string, votes: string, names: string) =>
    `${names} have ${votes} each; ${name} had fewer in an earlier round and goes out.`,
  surplus: (name: string, votes: string) => `The surplus of ${name}, ${votes}, moves on.`,
  surplusByLot: (name: string, votes: string, names: string) =>
    `The surplus of ${name}, ${votes}, moves on, by lot before that of ${names}.`,
  reaches: (names: string) => `Quota reached: ${names}.`,
  fills: (names: string) => `As many are left as there are places: ${names} elected without the quota.`,
  majority: (name: string, votes: string, base: string) => `${name} has ${votes} of ${base}: more than half.`,
  noMajority: (base: string) => `Nobody has more than half of ${base}.`,
  tie: (names: string, votes: string) => `${names}: ${votes} each, a tie.`,
}

const ko: typeof en = {
  irv: (votes, base, round) => `${round}차 집계에서 ${base}표 중 ${votes}표로 과반수(즉석 결선투표).`,
  irvTied: (votes, base, round) => `${round}차 집계에서 ${base}표 중 각 ${votes}표(즉석 결선투표).`,
  exhausted: (votes, all) => `${all}표 중 ${votes}표 소진(다음 순위 없음).`,
  stv: (quota, valid, seats) => `유효 ${valid}표, 선출 ${seats}명, 당선 기준 ${quota}표.`,
  seated: (list) => `당선: ${list}.`,
  reached: (name, round, votes) => `${name}(${round}차, ${votes}표)`,
  filled: (name, votes) => `${name}(${votes}표, 기준 미달이나 남은 자리에 당선)`,
  lotOut: (round, names, out) => `${round}차: ${names} 동수로 추첨하여 ${out} 탈락.`,
  lotFirst: (round, names, first) => `${round}차: ${names} 동수로 추첨하여 ${first}의 초과표를 먼저 이양.`,
  condorcet: '다른 모든 항목과의 일대일 비교에서 앞섰습니다(슐체 방식, 콩도르세 승자).',
  paths: '모든 일대일 비교에서 앞선 항목은 없으며, 최강 경로에서 다른 모든 항목에 앞섰습니다(슐체 방식).',
  closest: (other, plus, minus) => `가장 근소한 비교는 ${other} 항목과 ${plus} 대 ${minus}.`,
  schulzeTied: '최강 경로의 세기가 같습니다(슐체 방식).',
  borda: (points, all) => `${all}표에서 최고 ${points}점(보르다 점수제).`,
  next: (names, points) => `다음은 ${names} ${points}점.`,
  bordaTied: (points, all) => `${all}표에서 각 ${points}점(보르다 점수제).`,
  scheme: (points, unranked) => `배점: ${points}. 순위를 매기지 않은 항목은 ${unranked}.`,
  round: (round) => `${round}차 집계`,
  firsts: (all) => `1순위 ${all}표.`,
  goesOut: (name, votes) => `${name} ${votes}표로 최하위, 탈락.`,
  byLot: (name, votes, names) => `${names} 각 ${votes}표로 동수, 추첨으로 ${name} 탈락.`,
  byHistory: (name, votes, names) => `${names} 각 ${votes}표로 동수, 앞선 집계에서 적었던 ${name} 탈락.`,
  surplus: (name, votes) => `${name}의 초과표 ${votes}표를 이양.`,
  surplusByLot: (name, votes, names) => `추첨에 따라 ${names}보다 먼저 ${name}의 초과표 ${votes}표를 이양.`,
  reaches: (names) => `당선 기준 도달: ${names}.`,
  fills: (names) => `남은 자리와 남은 수가 같아 ${names} 당선(기준 미달).`,
  majority: (name, votes, base) => `${name} ${base}표 중 ${votes}표로 과반수.`,
  noMajority: (base) => `${base}표의 과반수를 얻은 항목이 없습니다.`,
  tie: (names, votes) => `${names} 각 ${votes}표로 동점.`,
}

const told = { en, ko }

/** Figures as the language writes them, to the five decimals they are counted with. */
export const figure = (value: number, language: Language) =>
  value.toLocaleString(language, { maximumFractionDigits: 5 })

/** Characters of a title that still reads well within a sentence; a Korean one takes twice the room. */
const longest = { en: 30, ko: 18 }

/** The sentences of a language, what options are called in them, and where they stand on the ballot. */
export function telling({ options }: RankingConfig, language: Language) {
  const place = (id: string) => options.findIndex((option) => option.id === id)
  const titles = new Map(options.map(({ id, title }) => [id, title]))
  // Long titles are for lists and pictures: in a sentence their letters stand for them.
  const lettered = options.some(({ title }) => title.length > longest[language])
  const name = (id: string) => (lettered ? id : titles.get(id)!)
  const names = (ids: readonly string[]) => ids.map(name).join(', ')
  return { w: told[language], place, name, names, n: (value: number) => figure(value, language) }
}
export type Telling = ReturnType<typeof telling>
