// What a rehearsal says to whoever will run the evening: on the moderator's page and on the command line.
import { allowed, type Flaw, type Verdict } from '../meeting/rehearsal.ts'

/** Two decimals where there are any: 0.07, 0.5, 12. */
const seconds = (milliseconds: number) => String(Math.round(milliseconds / 10) / 100)

const en = {
  title: 'Rehearsal',
  about: 'Tries the host computer with simulated phones, before people come. It says nothing about the Wi-Fi.',
  people: 'People expected',
  start: 'Rehearse',
  stop: 'Stop the rehearsal',
  away: 'Put away',
  progress: 'Progress of the rehearsal',
  phases: {
    gathering: 'Getting ready',
    joining: 'Phones are joining',
    voting: 'Phones are voting',
    counting: 'Every vote is being checked',
    over: 'Over',
  },
  running: (count: number) => `${count} simulated phones`,
  go: (count: number) => `GO for ${count} people`,
  noGo: (count: number) => `NO-GO for ${count} people`,
  unfinished: 'The rehearsal could not be finished. The log of the server says why.',
  holds: 'The host computer keeps what is promised. Now try the Wi-Fi with a few real phones.',
  flaws: {
    lost: ({ lost }) => `${lost} votes that phones were told are counted are missing from the result.`,
    doubled: ({ doubled }) => `${doubled} votes are in the result that nobody sent, or twice.`,
    joining: ({ joined, voters, joinedIn, seconds }) =>
      joined < voters
        ? `Only ${joined} of ${voters} phones got in.`
        : `It took ${joinedIn} s until everybody was in; more than ${allowed(voters, seconds).joinedIn} s is too long.`,
    unanswered: ({ unanswered }) => `${unanswered} votes got no answer.`,
    astray: ({ astray }) => `${astray} phones did not show the right thing within 10 s.`,
    counted: ({ counted }) => `“Counted” took ${seconds(counted.p99)} s; more than 0.5 s is too long.`,
    wall: ({ wall }) => `The wall was ${seconds(wall.p99)} s behind; more than 1 s is too much.`,
    memory: ({ memory, voters, seconds }) =>
      `The server took ${memory} MB of memory; more than ${allowed(voters, seconds).memory} MB is too much.`,
  } as Record<Flaw, (verdict: Verdict) => string>,
  figures: {
    joined: 'Everybody in after',
    perSecond: 'Votes counted in a second',
    counted: '“Counted” after',
    wall: 'On the wall after',
    slowest: (rest: string, slowest: string) => `${rest} (slowest ${slowest})`,
    memory: 'Memory of the server',
    lost: 'Votes lost / doubled',
    of: (joined: number, voters: number) => `${joined} of ${voters} only`,
    promised: 'promised',
  },
  seconds: (text: string) => `${text} s`,
}

const ko: typeof en = {
  title: '예행연습',
  about: '사람들이 오기 전에 가상 휴대전화로 진행용 컴퓨터를 시험합니다. 와이파이 상태는 알 수 없습니다.',
  people: '예상 인원',
  start: '예행연습 시작',
  stop: '예행연습 중지',
  away: '결과 닫기',
  progress: '예행연습 진행률',
  phases: {
    gathering: '준비하고 있습니다',
    joining: '휴대전화가 입장하고 있습니다',
    voting: '휴대전화로 투표하고 있습니다',
    counting: '모든 표를 대조하고 있습니다',
    over: '끝났습니다',
  },
  running: (count) => `가상 휴대전화 ${count}대`,
  go: (count) => `${count}명 진행 가능`,
  noGo: (count) => `${count}명 진행 불가`,
  unfinished: '예행연습을 끝까지 진행하지 못했습니다. 원인은 서버 기록에서 확인하세요.',
  holds: '진행용 컴퓨터가 모든 기준을 충족합니다. 이제 실제 휴대전화 몇 대로 와이파이를 확인하세요.',
  flaws: {
    lost: ({ lost }) => `집계되었다고 알린 표 가운데 ${lost}표가 결과에 없습니다.`,
    doubled: ({ doubled }) => `보낸 적이 없거나 중복된 표 ${doubled}표가 결과에 있습니다.`,
    joining: ({ joined, voters, joinedIn, seconds }) =>
      joined < voters
        ? `휴대전화 ${voters}대 가운데 ${joined}대만 입장했습니다.`
        : `모두 입장하는 데 ${joinedIn}초가 걸렸습니다. ${allowed(voters, seconds).joinedIn}초 이내여야 합니다.`,
    unanswered: ({ unanswered }) => `${unanswered}표가 응답을 받지 못했습니다.`,
    astray: ({ astray }) => `휴대전화 ${astray}대가 10초 안에 올바른 화면을 보여 주지 못했습니다.`,
    counted: ({ counted }) => `집계 확인까지 ${seconds(counted.p99)}초가 걸렸습니다. 0.5초 이내여야 합니다.`,
    wall: ({ wall }) => `앞 화면이 ${seconds(wall.p99)}초 늦었습니다. 1초 이내여야 합니다.`,
    memory: ({ memory, voters, seconds }) =>
      `서버가 메모리 ${memory}MB를 사용했습니다. ${allowed(voters, seconds).memory}MB 이내여야 합니다.`,
  },
  figures: {
    joined: '전원 입장',
    perSecond: '1초에 집계한 표',
    counted: '집계 확인까지',
    wall: '앞 화면 표시까지',
    slowest: (rest, slowest) => `${rest} (최대 ${slowest})`,
    memory: '서버 메모리',
    lost: '유실 / 중복된 표',
    of: (joined, voters) => `${voters}대 중 ${joined}대`,
    promised: '기준',
  },
  seconds: (text) => `${text}초`,
}

export const rehearsalWords = { en, ko }
type Words = typeof en

/** One sentence: why, or what to do next. */
export const verdictText = (verdict: Verdict, w: Words) => (verdict.flaw ? w.flaws[verdict.flaw](verdict) : w.holds)

export interface Figure {
  name: string
  value: string
  /** What is promised; empty where nothing is. */
  promise: string
}

/** The figures that were taken, each with what is promised. */
export function figuresOf(verdict: Verdict, w: Words): Figure[] {
  const limits = allowed(verdict.voters, verdict.seconds)
  const time = (milliseconds: number) => w.seconds(seconds(milliseconds))
  const delay = ({ p99, slowest }: Verdict['counted']) => w.figures.slowest(time(p99), time(slowest))
  const { joined, voters, joinedIn, perSecond, counted, wall, memory, lost, doubled } = verdict
  const taken: Figure[] = [
    { name: w.figures.perSecond, value: String(perSecond), promise: '' },
    { name: w.figures.counted, value: delay(counted), promise: time(limits.counted) },
    { name: w.figures.wall, value: delay(wall), promise: time(limits.wall) },
    { name: w.figures.lost, value: `${lost} / ${doubled}`, promise: '0 / 0' },
  ]
  return [
    {
      name: w.figures.joined,
      value: joined < voters ? w.figures.of(joined, voters) : time(1000 * joinedIn),
      promise: time(1000 * limits.joinedIn),
    },
    ...(verdict.votes > 0 ? taken : []),
    { name: w.figures.memory, value: `${memory} MB`, promise: `${limits.memory} MB` },
  ]
}
