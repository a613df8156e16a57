// How `spotvote count` is called: its help, and what is wrong with a command line.

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
      `This file does not say how it is counted. Add --method: ${methods.join(', ')}.`,
    seats: 'This file does not say how many places there are. Add --seats.',
    misfit: (flag: string, method: string) => `${flag} means nothing to ${method}.`,
    expected: {
      method: (methods: readonly string[]) => `one of ${methods.join(', ')}`,
      seats: 'a whole number, 1 or more',
      utility: 'cost or cardinality',
      completion: 'none, add1 or add1u',
      step: 'a number above 0',
      rule: 'a name, or a setting such as overvote=skip',
      lang: 'en or ko',
    },
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
    method: (methods) => `이 파일에는 집계 방식이 적혀 있지 않습니다. --method를 지정하세요: ${methods.join(', ')}.`,
    seats: '이 파일에는 선출 인원이 적혀 있지 않습니다. --seats를 지정하세요.',
    misfit: (flag, method) => `${flag} 옵션은 ${method} 방식에 쓸 수 없습니다.`,
    expected: {
      method: (methods) => `${methods.join(', ')} 중 하나`,
      seats: '1 이상의 정수',
      utility: 'cost 또는 cardinality',
      completion: 'none, add1, add1u 중 하나',
      step: '0보다 큰 수',
      rule: '규칙 이름 또는 overvote=skip과 같은 설정',
      lang: 'en 또는 ko',
    },
  },
}

export const countUsage = { en, ko }
