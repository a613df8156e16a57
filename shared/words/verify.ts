// `spotvote verify`: its help, and what it says beside the findings.

interface Rewritten {
  line: number
  recorded: string
  written: string
}

const en = {
  help: `Usage: spotvote verify EXPORT [options]

Checks a JSON export of a meeting: whether its record is whole, whether the
ballots are those that were sealed, and whether they come to the result it
says. All of that is counted by code of its own; then the export is written
again from the record alone and must come out the same.

  --head HEAD   the record code from a photograph of the wall: twelve letters
                and digits, with or without hyphens
  --json        one object: { agrees, findings, rewritten }
  --lang en|ko  language (default: the system's)
  --help        show this text

Ends with 0 where everything that can be checked agrees, with 1 where
something does not, and with 2 where the file cannot be used.
`,
  usage: {
    noFile: 'Which export is to be checked? See spotvote verify --help.',
    oneFile: (second: string) => `Only one export can be checked; ${second} is one too many.`,
    unknown: (flag: string) => `There is no option ${flag}. See spotvote verify --help.`,
    expected: { head: 'twelve letters and digits from the wall', lang: 'en or ko' },
  },
  unusable: (file: string, reason: string) => `${file} cannot be checked: ${reason}`,
  noText: 'This file is no text.',
  wrong: 'Does not agree',
  right: 'Agrees',
  unchecked: 'Cannot be checked',
  same: 'Written again by spotvote from its record alone, the file comes out the same, word for word.',
  rewritten: ({ line, recorded, written }: Rewritten) =>
    `Written again by spotvote from its record alone, line ${line} comes out differently: “${written}” instead of “${recorded}”.`,
  notRewritten: 'The file cannot be written again from its record.',
  onlyRewritten: 'The figures agree, but the file is not as spotvote would write it.',
}

const ko: typeof en = {
  help: `사용법: spotvote verify 파일 [옵션]

회의의 JSON 내보내기 파일을 확인합니다. 기록이 온전한지, 투표지가 봉인된
것과 같은지, 투표지로 다시 집계한 결과가 파일에 적힌 결과와 같은지를
별도의 프로그램으로 확인한 뒤, 기록만으로 파일을 다시 써서 대조합니다.

  --head 코드   화면 사진에 찍힌 기록 코드. 영문자와 숫자 열두 자,
                붙임표는 없어도 됩니다
  --json        JSON 객체 하나로 출력: { agrees, findings, rewritten }
  --lang en|ko  언어 (기본: 시스템 언어)
  --help        이 도움말 표시

확인할 수 있는 모든 것이 맞으면 0, 맞지 않는 것이 있으면 1,
파일을 사용할 수 없으면 2로 끝납니다.
`,
  usage: {
    noFile: '확인할 파일을 지정하세요. spotvote verify --help를 참고하세요.',
    oneFile: (second) => `파일은 하나만 확인할 수 있습니다. ${second} 파일을 빼세요.`,
    unknown: (flag) => `${flag} 옵션은 없습니다. spotvote verify --help를 참고하세요.`,
    expected: { head: '화면에 표시된 영문자와 숫자 열두 자', lang: 'en 또는 ko' },
  },
  unusable: (file, reason) => `확인할 수 없는 파일 ${file}: ${reason}`,
  noText: '글로 된 파일이 아닙니다.',
  wrong: '맞지 않음',
  right: '맞음',
  unchecked: '확인할 수 없음',
  same: 'spotvote에서 기록만으로 다시 쓴 파일이 글자 하나까지 같습니다.',
  rewritten: ({ line, recorded, written }) =>
    `spotvote에서 기록만으로 다시 쓰면 ${line}번째 줄이 다릅니다. 파일: “${recorded}”, 다시 쓴 것: “${written}”.`,
  notRewritten: '기록만으로 파일을 다시 쓸 수 없습니다.',
  onlyRewritten: '수치는 모두 맞지만, spotvote에서 저장한 파일과 다릅니다.',
}

export const verifyWords = { en, ko }
