// What `spotvote count` says: help, tables and outcomes in words.

const names = (list: readonly string[]) => list.join(', ')

const en = {
  help: `Usage: spotvote count FILE [options]

Counts ballots somebody else collected, exactly. FILE is one of
  .soc .soi .toc .toi   PrefLib: orders, strict or with ties
  .blt                  OpenSTV: an election of several places
  .csv                  scot-elex: a Scottish council election
  .pb                   Pabulib: a participatory budget
  .json                 a ballot file, or an export of this program,
                        of which every counted round is counted again

  --method NAME      plurality, approval, points, rating, motion, irv, borda,
                     condorcet, schulze, stv, greedy_pb or equal_shares
                     (default: what the file says; .blt and .csv: stv)
  --seats N          places to fill
  --utility NAME     equal shares: cost (default) or cardinality
  --completion NAME  equal shares: none (default), add1 or add1u
  --step N           equal shares: what add1 adds to a share (default: 1)
  --rule NAME        budget: greedy, greedy-no-skip, threshold or equal-shares
                     stv: scottish (default) or exact
                     motion: simple-majority, absolute-majority, two-thirds,
                     two-thirds-present, korean-council or unanimity
  --rule NAME=VALUE  any setting of the method, as a ballot file has it in its
                     options, such as overvote=skip; may be given again
  --json             one object with the figures
  --lang en|ko       language (default: the system's)
  --help             show this text

Ends with 0; with 1 where an export does not agree with its own ballots; and
with 2 where the file or the command line cannot be used.
`,
  usage: {
    noFile: 'Which file is to be counted? See spotvote count --help.',
    oneFile: (second: string) => `Only one file can be counted; ${second} is one too many.`,
    unknown: (flag: string) => `There is no option ${flag}. See spotvote count --help.`,
    method: (methods: readonly string[]) =>
      `This file does not say how it is counted. Add --method: ${names(methods)}.`,
    seats: 'This file does not say how many places there are. Add --seats.',
    misfit: (flag: string, method: string) => `${flag} means nothing to ${method}.`,
    expected: {
      method: (methods: readonly string[]) => `one of ${names(methods)}`,
      seats: 'a whole number, 1 or more',
      utility: 'cost or cardinality',
      completion: 'none, add1 or add1u',
      step: 'a number above 0',
      rule: 'a name, or a setting such as overvote=skip',
      lang: 'en or ko',
    },
  },
  notes: {
    unread: (fields: readonly string[]) => `Not looked at, because it means nothing here: ${names(fields)}.`,
    strangers: (ids: readonly string[]) =>
      `Marks for names that are not up for election count for nobody: ${names(ids)}.`,
    unstated: (keys: readonly string[]) =>
      `The file does not state these, so nothing was checked against them: ${names(keys)}.`,
    doubts: (doubts: readonly string[]) => `The file contradicts its own votes: ${names(doubts)}.`,
    bytes: (_: readonly string[]) => 'The file is not UTF-8; it was read as Latin-1.',
  },
  methods: {
    plurality: 'Single choice',
    approval: 'Approval',
    points: 'Points',
    rating: 'Rating',
    motion: 'Motion',
    irv: 'Instant run-off',
    borda: 'Borda count',
    condorcet: 'Pairwise comparison',
    schulze: 'Schulze method',
    stv: 'Single transferable vote (Scotland)',
    greedy_pb: 'Budget, most votes first',
    equal_shares: 'Method of Equal Shares',
  },
  option: 'Option',
  project: 'Project',
  side: 'Side',
  votes: 'Votes',
  points: 'Points',
  cost: 'Cost',
  left: 'Left before',
  missing: 'Missing',
  verdict: '',
  rated: 'Rated',
  noOpinion: 'No opinion',
  mean: 'Mean',
  median: 'Median',
  pairs: 'How many prefer the one at the left to the one above',
  effectiveVotes: 'Effective votes',
  notTransferable: '(not transferable)',
  ballots: (valid: string, invalid: string, blank: string) => `Valid ${valid}, invalid ${invalid}, blank ${blank}.`,
  elected: (list: readonly string[]) => (list.length > 0 ? `Elected: ${names(list)}.` : 'Nobody is elected.'),
  tiedFor: (list: readonly string[], places: number) =>
    `Tied for ${places === 1 ? 'the last place' : `the last ${places} places`}: ${names(list)}.`,
  tied: (list: readonly string[]) => `Tied: ${names(list)}.`,
  lot: (list: readonly string[]) => `Decided by lot between ${names(list)}.`,
  round: (number: number) => `Round ${number}`,
  stage: (number: number, action: string) => `Stage ${number}: ${action}`,
  actions: {
    'first preferences': (_who: string) => 'first preferences',
    surplus: (who: string) => `surplus of ${who}`,
    exclude: (who: string) => `${who} is excluded`,
  },
  reached: (list: readonly string[]) => `Reached the quota: ${names(list)}.`,
  quota: (valid: string, seats: number, quota: string) => `${valid} valid papers, ${seats} places, quota ${quota}.`,
  eliminated: (list: readonly string[]) => `Eliminated: ${names(list)}.`,
  inactive: {
    exhausted: '(no further preference)',
    overvote: '(several at one rank)',
    duplicate: '(one marked twice)',
    skipped: '(ranks skipped)',
  },
  dropped: {
    quorum: (id: string) => `${id} is dropped: too few prefer it to the default.`,
    majority: (id: string) => `${id} is dropped: it misses its majority over the default.`,
  },
  condorcet: (id: string) => `${id} wins every comparison.`,
  noCondorcet: (smith: readonly string[]) => `Nobody wins every comparison. Those at the top: ${names(smith)}.`,
  order: (groups: readonly (readonly string[])[]) => `Order: ${groups.map((group) => group.join(' = ')).join(' > ')}.`,
  sides: { yes: 'Yes', no: 'No', abstain: 'Abstain', invalid: 'Invalid' },
  bases: {
    yes_no: 'yes and no',
    yes_no_abstain: 'yes, no and abstentions',
    yes_no_invalid: 'yes, no and invalid',
    cast: 'all votes cast',
    present: 'those present',
    eligible: 'all members',
  },
  quorum: (count: string, needed: string, met: boolean) =>
    `Quorum ${met ? 'met' : 'not met'}: ${count} of ${needed} needed.`,
  majority: (base: string, number: string, needed: string) => `Of ${base} (${number}), ${needed} yes are needed.`,
  motion: {
    passed: (spare: string) => `Carried, with ${spare} to spare.`,
    rejected: (short: string) => `Not carried: ${short} short.`,
    no_quorum: (_short: string) => 'No decision: there is no quorum.',
    tie_chair: (_short: string) => 'Equal votes: the chair decides.',
  },
  verdicts: {
    funded: 'funded',
    'does-not-fit': 'does not fit',
    stopped: 'after the end',
    'below-threshold': 'too few votes',
    'no-votes': 'no votes',
    withdrawn: 'withdrawn',
  },
  shares: (start: string, final: string) =>
    start === final ? `Each voter has ${start}.` : `Each voter has ${start} at first and ${final} at the end.`,
  bought: 'Bought by their supporters',
  unbought: 'Not bought',
  completed: (list: readonly string[]) =>
    list.length > 0
      ? `Added for the rest of the money, most votes first: ${names(list)}.`
      : 'The rest of the money fits no further project.',
  funded: (list: readonly string[], cost: string, budget: string) =>
    list.length > 0 ? `Funded for ${cost} of ${budget}: ${names(list)}.` : `Nothing is funded of ${budget}.`,
  export: {
    agrees: 'agrees',
    differs: 'DOES NOT AGREE',
    round: (number: number) => `round ${number}`,
    all: (rounds: number) => `${rounds} counted again; all agree with the record.`,
    some: (rounds: number, wrong: number) => `${rounds} counted again; ${wrong} do not agree with the record.`,
    none: 'No round of this export was counted.',
  },
}

const ko: typeof en = {
  help: `사용법: spotvote count 파일 [옵션]

다른 곳에서 모은 표를 정확하게 집계합니다. 읽을 수 있는 파일:
  .soc .soi .toc .toi   PrefLib 순위 투표 (동순위 있음/없음)
  .blt                  OpenSTV 선거 (여러 명 선출)
  .csv                  scot-elex 스코틀랜드 지방선거
  .pb                   Pabulib 주민참여예산
  .json                 투표 파일, 또는 이 프로그램에서 내보낸 파일
                        (집계된 모든 회차를 다시 집계)

  --method 이름      plurality, approval, points, rating, motion, irv, borda,
                     condorcet, schulze, stv, greedy_pb, equal_shares
                     (기본: 파일에 적힌 방식, .blt와 .csv는 stv)
  --seats 수         선출 인원
  --utility 이름     균등 배분: cost(기본) 또는 cardinality
  --completion 이름  균등 배분: none(기본), add1, add1u
  --step 수          균등 배분: add1에서 한 번에 늘리는 금액 (기본: 1)
  --rule 이름        예산: greedy, greedy-no-skip, threshold, equal-shares
                     stv: scottish(기본), exact
                     안건: simple-majority, absolute-majority, two-thirds,
                     two-thirds-present, korean-council, unanimity
  --rule 이름=값     투표 파일의 options에 쓰는 설정 (예: overvote=skip),
                     여러 번 쓸 수 있음
  --json             결과를 JSON 객체 하나로 출력
  --lang en|ko       언어 (기본: 시스템 언어)
  --help             이 도움말 표시

정상이면 0, 내보낸 파일의 기록이 표와 다르면 1,
파일이나 명령을 사용할 수 없으면 2로 끝납니다.
`,
  usage: {
    noFile: '집계할 파일을 지정하세요. spotvote count --help를 참고하세요.',
    oneFile: (second) => `파일은 하나만 집계할 수 있습니다. ${second} 파일을 빼세요.`,
    unknown: (flag) => `${flag} 옵션은 없습니다. spotvote count --help를 참고하세요.`,
    method: (methods) => `이 파일에는 집계 방식이 적혀 있지 않습니다. --method를 지정하세요: ${names(methods)}.`,
    seats: '이 파일에는 선출 인원이 적혀 있지 않습니다. --seats를 지정하세요.',
    misfit: (flag, method) => `${flag} 옵션은 ${method} 방식에 쓸 수 없습니다.`,
    expected: {
      method: (methods) => `${names(methods)} 중 하나`,
      seats: '1 이상의 정수',
      utility: 'cost 또는 cardinality',
      completion: 'none, add1, add1u 중 하나',
      step: '0보다 큰 수',
      rule: '규칙 이름 또는 overvote=skip과 같은 설정',
      lang: 'en 또는 ko',
    },
  },
  notes: {
    unread: (fields) => `여기에서 쓰이지 않아 읽지 않은 항목: ${names(fields)}.`,
    strangers: (ids) => `후보가 아닌 이름에 한 표시는 아무에게도 집계되지 않습니다: ${names(ids)}.`,
    unstated: (keys) => `파일에 적혀 있지 않아 대조하지 못한 항목: ${names(keys)}.`,
    doubts: (doubts) => `파일의 기록이 표와 다릅니다: ${names(doubts)}.`,
    bytes: (_) => 'UTF-8 파일이 아니어서 Latin-1로 읽었습니다.',
  },
  methods: {
    plurality: '단일 선택',
    approval: '찬성 투표(승인 투표)',
    points: '점수 배분',
    rating: '평점',
    motion: '안건 표결',
    irv: '선호 투표(즉석 결선)',
    borda: '보르다 방식',
    condorcet: '일대일 비교',
    schulze: '슐체 방식',
    stv: '단기 이양식 투표(스코틀랜드 방식)',
    greedy_pb: '예산 배정: 득표순',
    equal_shares: '예산 배정: 균등 배분',
  },
  option: '선택지',
  project: '사업',
  side: '구분',
  votes: '표',
  points: '점수',
  cost: '비용',
  left: '배정 전 잔액',
  missing: '부족액',
  verdict: '',
  rated: '평가',
  noOpinion: '의견 없음',
  mean: '평균',
  median: '중앙값',
  pairs: '왼쪽을 위쪽보다 선호한 표',
  effectiveVotes: '유효 지지',
  notTransferable: '(이양 불가)',
  ballots: (valid, invalid, blank) => `유효 ${valid}, 무효 ${invalid}, 백지 ${blank}.`,
  elected: (list) => (list.length > 0 ? `당선: ${names(list)}.` : '당선자가 없습니다.'),
  tiedFor: (list, places) => `남은 ${places}자리를 두고 동점: ${names(list)}.`,
  tied: (list) => `동점: ${names(list)}.`,
  lot: (list) => `추첨으로 결정: ${names(list)}.`,
  round: (number) => `${number}차 집계`,
  stage: (number, action) => `${number}단계: ${action}`,
  actions: {
    'first preferences': (_who) => '1순위 표',
    surplus: (who) => `${who}의 초과표 이양`,
    exclude: (who) => `${who} 탈락`,
  },
  reached: (list) => `당선 기준 도달: ${names(list)}.`,
  quota: (valid, seats, quota) => `유효 ${valid}표, ${seats}명 선출, 당선 기준 ${quota}표.`,
  eliminated: (list) => `탈락: ${names(list)}.`,
  inactive: {
    exhausted: '(다음 순위 없음)',
    overvote: '(한 순위에 둘 이상)',
    duplicate: '(같은 후보 중복)',
    skipped: '(순위 건너뜀)',
  },
  dropped: {
    quorum: (id) => `${id} 제외: 기본안보다 선호한 표가 정족수에 못 미칩니다.`,
    majority: (id) => `${id} 제외: 기본안에 대해 필요한 다수를 얻지 못했습니다.`,
  },
  condorcet: (id) => `모든 일대일 비교에서 이긴 선택지: ${id}.`,
  noCondorcet: (smith) => `모든 비교에서 이긴 선택지는 없습니다. 최상위: ${names(smith)}.`,
  order: (groups) => `순위: ${groups.map((group) => group.join(' = ')).join(' > ')}.`,
  sides: { yes: '찬성', no: '반대', abstain: '기권', invalid: '무효' },
  bases: {
    yes_no: '찬성과 반대',
    yes_no_abstain: '찬성, 반대, 기권',
    yes_no_invalid: '찬성, 반대, 무효',
    cast: '총투표',
    present: '재석',
    eligible: '재적',
  },
  quorum: (count, needed, met) => `의사정족수 ${met ? '충족' : '미달'}: ${needed} 필요, 현재 ${count}.`,
  majority: (base, number, needed) => `${base} ${number} 기준, 찬성 ${needed} 이상이면 가결.`,
  motion: {
    passed: (spare) => (spare === '0' ? '가결(필요한 수와 같음).' : `가결(${spare} 초과).`),
    rejected: (short) => `부결(${short} 부족).`,
    no_quorum: (_short) => '의사정족수 미달로 의결할 수 없습니다.',
    tie_chair: (_short) => '가부 동수: 의장이 결정합니다.',
  },
  verdicts: {
    funded: '선정',
    'does-not-fit': '잔액 부족',
    stopped: '배정 종료 후',
    'below-threshold': '최소 득표 미달',
    'no-votes': '득표 없음',
    withdrawn: '철회',
  },
  shares: (start, final) => (start === final ? `1인당 ${start}.` : `1인당 처음 ${start}, 최종 ${final}.`),
  bought: '지지자가 비용을 댄 사업',
  unbought: '선정되지 않은 사업',
  completed: (list) =>
    list.length > 0 ? `남은 예산으로 득표순 추가: ${names(list)}.` : '남은 예산으로 추가할 수 있는 사업이 없습니다.',
  funded: (list, cost, budget) =>
    list.length > 0 ? `선정(예산 ${budget} 중 ${cost}): ${names(list)}.` : `예산 ${budget}: 선정된 사업이 없습니다.`,
  export: {
    agrees: '일치',
    differs: '불일치',
    round: (number) => `${number}회차`,
    all: (rounds) => `${rounds}건을 다시 집계했으며 모두 기록과 일치합니다.`,
    some: (rounds, wrong) => `${rounds}건을 다시 집계했으며 ${wrong}건이 기록과 다릅니다.`,
    none: '집계된 회차가 없습니다.',
  },
}

export const countWords = { en, ko }
export type CountWords = typeof en
