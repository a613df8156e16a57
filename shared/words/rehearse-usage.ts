// How `spotvote rehearse` is called: its help, and what is wrong with a command line or with a server.

const en = {
  help: `Usage: spotvote rehearse [options]

Tries this computer with simulated phones, before people come: they join, vote,
change their minds, lock their phones and come back. Says in the end whether it
holds so many, and leaves nothing behind. It says nothing about the Wi-Fi.

  --voters N     how many people, 1 to 10000 (default: 300)
  --url URL      the organizer's link of a server that runs, or its address:
                 then the key is taken from the data folder
                 (default: a server of its own, for as long as it takes)
  --seconds T    in how many seconds they arrive, 1 to 600
                 (default: a hundred a second)
  --data FOLDER  the data folder (default: ./spotvote-data)
  --json         one object with the figures
  --lang en|ko   language (default: the system's)
  --help         show this text

Ends with 0 where this computer holds so many, with 1 where it does not, and
with 2 where the command line or the server cannot be used.
`,
  unknown: (flag: string) => `There is no option ${flag}. See spotvote rehearse --help.`,
  noFile: (file: string) => `A rehearsal takes no file: ${file} is one too many. See spotvote rehearse --help.`,
  expected: {
    voters: 'a whole number from 1 to 10000',
    url: "the organizer's link, such as http://localhost:8080/organize#KEY, or an address such as http://localhost:8080",
    seconds: 'a whole number from 1 to 600',
    data: 'a folder',
    lang: 'en or ko',
  },
  noKey: (folder: string) =>
    `There is no organizer's key in ${folder}. Give the organizer's link with --url, or its folder with --data.`,
  noServer: (url: string) => `No server answers at ${url}.`,
  noStart: (reason: string) => `A server for the rehearsal could not be started: ${reason}`,
  takenBack: 'The rehearsal was taken back: somebody stopped it, or a vote was opened.',
  unfinished: (reason: string) => `The rehearsal could not be finished: ${reason}`,
}

const ko: typeof en = {
  help: `사용법: spotvote rehearse [옵션]

사람들이 오기 전에 가상 휴대전화로 이 컴퓨터를 시험합니다. 휴대전화는 입장해서
투표하고, 마음을 바꾸고, 화면을 잠갔다가 돌아옵니다. 끝나면 그 인원으로 진행할
수 있는지 알려 주고 흔적을 남기지 않습니다. 와이파이 상태는 알 수 없습니다.

  --voters 수    인원, 1~10000 (기본: 300)
  --url 주소     실행 중인 서버의 주최자 링크 또는 주소
                 (주소만 쓰면 비밀 키는 데이터 폴더에서 읽음)
                 (기본: 시험하는 동안만 서버를 따로 실행)
  --seconds 초   모두 도착하기까지의 시간, 1~600 (기본: 1초에 100명)
  --data 폴더    데이터 폴더 (기본: ./spotvote-data)
  --json         결과를 JSON 객체 하나로 출력
  --lang en|ko   언어 (기본: 시스템 언어)
  --help         이 도움말 표시

그 인원으로 진행할 수 있으면 0, 없으면 1,
명령이나 서버를 사용할 수 없으면 2로 끝납니다.
`,
  unknown: (flag) => `${flag} 옵션은 없습니다. spotvote rehearse --help를 참고하세요.`,
  noFile: (file) => `예행연습에는 파일을 쓰지 않습니다. ${file} 파일을 빼세요.`,
  expected: {
    voters: '1에서 10000 사이의 정수',
    url: '주최자 링크(예: http://localhost:8080/organize#비밀키) 또는 주소(예: http://localhost:8080)',
    seconds: '1에서 600 사이의 정수',
    data: '폴더',
    lang: 'en 또는 ko',
  },
  noKey: (folder) =>
    `${folder} 폴더에 주최자 비밀 키가 없습니다. --url에 주최자 링크를 쓰거나 --data로 폴더를 지정하세요.`,
  noServer: (url) => `${url} 주소에서 응답하는 서버가 없습니다.`,
  noStart: (reason) => `예행연습용 서버를 시작하지 못했습니다: ${reason}`,
  takenBack: '예행연습이 중지되었습니다. 누군가 멈추었거나 투표가 시작되었습니다.',
  unfinished: (reason) => `예행연습을 끝까지 진행하지 못했습니다: ${reason}`,
}

export const rehearseUsage = { en, ko }
