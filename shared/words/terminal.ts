// What the program says in the terminal: help, what it prints when it starts, and why it can't.

const en = {
  help: `Usage: spotvote [agenda file] [options]
       spotvote count FILE [options]
       spotvote verify EXPORT [options]
       spotvote rehearse [options]

Starts the votes of a meeting on this computer.
Phones on the same network join by QR code.

  --host ADDRESS     listen on this address only (default: all of them)
  --port NUMBER      port to listen on (default: 8080; 0 takes a free one)
  --public-url URL   address phones use, where it is not this computer's
  --data FOLDER      folder the meetings are kept in (default: ./spotvote-data)
  --json             print the links as one line of JSON when ready
  --lang en|ko       language of the terminal (default: the system's)
  --tls-cert FILE    certificate for https (PEM), together with --tls-key
  --tls-key FILE     its private key (PEM)
  --help             show this text
  --version          show the version

The agenda file is YAML or JSON.
Without one, the first start makes a demo meeting.
New meetings are made on the organizer page.
spotvote count --help says how ballot files are counted,
spotvote verify --help how the result of a meeting is checked,
spotvote rehearse --help how this computer is tried before people come.
`,
  usage: {
    unknown: (flag: string) => `There is no option ${flag}. See spotvote --help.`,
    missing: (flag: string, expected: string) => `${flag} needs a value: ${expected}.`,
    wrong: (flag: string, expected: string, got: string) => `${flag} expects ${expected}; got ${got}.`,
    noValue: (flag: string) => `${flag} takes no value.`,
    together: (given: string, missing: string) => `${given} and ${missing} go together; ${missing} is missing.`,
    oneAgenda: (second: string) => `Only one agenda file can be given; ${second} is one too many.`,
    expected: {
      host: 'an address or name of this computer, without a port',
      port: 'a number from 0 to 65535',
      'public-url': 'an address such as https://vote.example.org, without a path',
      data: 'a folder',
      lang: 'en or ko',
      'tls-cert': 'a certificate file',
      'tls-key': 'a key file',
    },
  },
  start: {
    join: 'Join',
    projector: 'Projector',
    moderator: 'Moderator',
    kiosk: 'Kiosk',
    organizer: 'Organizer',
    saved: 'Kept in',
    sameNetwork: 'Phones must be on the same Wi-Fi as this computer.',
    noNetwork: 'No network found: phones cannot join yet. Connect to the Wi-Fi of the room; the QR code then appears.',
    noMeetings: 'No meeting yet. Make one on the organizer page.',
    secret: 'Everything after # is a key: keep those links to yourself.',
    stop: 'Press Ctrl+C to stop. Meetings are kept and go on at the next start.',
  },
  trouble: {
    portInUse: (port: number, other: number) =>
      `Port ${port} is in use by another program. Choose another one, such as --port ${other}.`,
    portNotPermitted: (port: number) =>
      `This account may not listen on port ${port}. Choose one above 1023, such as --port 8080.`,
    notOurs: (host: string) => `This computer has no address ${host}. Correct --host or leave it out.`,
    agenda: (file: string, reason: string) => `The agenda ${file} cannot be used: ${reason}`,
    tls: (file: string, reason: string) => `The TLS file ${file} cannot be used: ${reason}`,
    ballots: (file: string, reason: string) => `${file} cannot be counted: ${reason}`,
    export: (file: string, reason: string) => `${file} cannot be checked: ${reason}`,
    'in-use': (folder: string) =>
      `Another server is using ${folder}. Stop it first, or choose another folder with --data.`,
    unwritable: (where: string) =>
      `${where} cannot be written. Check its permissions, or choose another folder with --data.`,
    full: (where: string) =>
      `The disk is full: ${where} could not be saved. Free some space; what was counted is kept.`,
    failed: (where: string) =>
      `The disk reported an error at ${where}. Do not rely on it: continue on another disk with --data.`,
    damaged: (where: string) =>
      `${where} is damaged. Nothing was changed: the last copy beside it and earlier exports are kept. To start without it, choose another folder with --data.`,
    newer: (where: string) =>
      `${where} was written by a later version of spotvote. Nothing was changed; use that version.`,
    missing: 'there is no such file.',
    isFolder: 'it is a folder.',
    notPermitted: 'this account may not read it.',
    notPem: 'it is not a certificate or key in PEM form, or the two do not belong together.',
    unreadable: (code: string) => `it cannot be read (${code}).`,
  },
}

const ko: typeof en = {
  help: `사용법: spotvote [안건 파일] [옵션]
        spotvote count 파일 [옵션]
        spotvote verify 파일 [옵션]
        spotvote rehearse [옵션]

이 컴퓨터에서 회의 투표를 시작합니다.
같은 네트워크에 있는 휴대전화가 QR 코드로 참여합니다.

  --host 주소        이 주소로만 접속을 받음 (기본: 모든 주소)
  --port 번호        포트 번호 (기본: 8080, 0은 빈 포트 자동 선택)
  --public-url URL   휴대전화가 접속할 주소 (이 컴퓨터의 주소와 다를 때)
  --data 폴더        회의를 저장할 폴더 (기본: ./spotvote-data)
  --json             준비되면 링크를 JSON 한 줄로 출력
  --lang en|ko       터미널 언어 (기본: 시스템 언어)
  --tls-cert 파일    https 인증서(PEM), --tls-key와 함께 사용
  --tls-key 파일     인증서의 개인 키(PEM)
  --help             이 도움말 표시
  --version          버전 표시

안건 파일은 YAML 또는 JSON 형식입니다.
파일이 없으면 처음에 체험용 회의가 열리고, 새 회의는 주최자 화면에서 만듭니다.
투표 파일을 집계하는 방법은 spotvote count --help로,
회의 결과를 확인하는 방법은 spotvote verify --help로,
이 컴퓨터를 미리 시험하는 방법은 spotvote rehearse --help로 볼 수 있습니다.
`,
  usage: {
    unknown: (flag) => `${flag} 옵션은 없습니다. spotvote --help를 참고하세요.`,
    missing: (flag, expected) => `${flag} 옵션에 값이 필요합니다: ${expected}.`,
    wrong: (flag, expected, got) => `${flag} 옵션의 값이 올바르지 않습니다. 필요한 값: ${expected}, 입력된 값: ${got}.`,
    noValue: (flag) => `${flag} 옵션에는 값을 쓰지 않습니다.`,
    together: (given, missing) => `${given} 옵션은 ${missing} 옵션과 함께 써야 합니다. ${missing} 옵션이 없습니다.`,
    oneAgenda: (second) => `안건 파일은 하나만 지정할 수 있습니다. ${second} 파일을 빼세요.`,
    expected: {
      host: '포트를 뺀 이 컴퓨터의 주소나 이름',
      port: '0부터 65535까지의 숫자',
      'public-url': '경로를 뺀 주소(예: https://vote.example.org)',
      data: '폴더',
      lang: 'en 또는 ko',
      'tls-cert': '인증서 파일',
      'tls-key': '개인 키 파일',
    },
  },
  start: {
    join: '참여',
    projector: '앞 화면',
    moderator: '진행자',
    kiosk: '공용 태블릿',
    organizer: '주최자',
    saved: '저장 위치',
    sameNetwork: '휴대전화를 이 컴퓨터와 같은 Wi-Fi에 연결하세요.',
    noNetwork: '네트워크에 연결되어 있지 않아 아직 참여할 수 없습니다. 회의장 Wi-Fi에 연결하면 QR 코드가 표시됩니다.',
    noMeetings: '아직 회의가 없습니다. 주최자 화면에서 회의를 만드세요.',
    secret: '# 뒤의 글자는 비밀 키입니다. 이런 링크는 다른 사람에게 보여 주지 마세요.',
    stop: '끝내려면 Ctrl+C를 누르세요. 회의는 저장되며 다음에 시작할 때 이어집니다.',
  },
  trouble: {
    portInUse: (port, other) =>
      `다른 프로그램이 ${port}번 포트를 사용하고 있습니다. 다른 포트를 지정하세요(예: --port ${other}).`,
    portNotPermitted: (port) =>
      `이 계정에는 ${port}번 포트를 사용할 권한이 없습니다. 1024번 이상을 지정하세요(예: --port 8080).`,
    notOurs: (host) => `이 컴퓨터에는 ${host} 주소가 없습니다. --host를 고치거나 빼세요.`,
    agenda: (file, reason) => `안건 파일 ${file}: ${reason}`,
    tls: (file, reason) => `TLS 파일 ${file}: ${reason}`,
    ballots: (file, reason) => `집계할 수 없는 파일 ${file}: ${reason}`,
    export: (file, reason) => `확인할 수 없는 파일 ${file}: ${reason}`,
    'in-use': (folder) =>
      `다른 서버가 ${folder} 폴더를 사용하고 있습니다. 그 서버를 먼저 끝내거나 --data로 다른 폴더를 지정하세요.`,
    unwritable: (where) => `${where}에 쓸 수 없습니다. 권한을 확인하거나 --data로 다른 폴더를 지정하세요.`,
    full: (where) =>
      `디스크가 가득 차 저장하지 못했습니다: ${where}. 공간을 확보하세요. 이미 집계된 표는 보존되어 있습니다.`,
    failed: (where) =>
      `디스크 오류가 발생했습니다: ${where}. 이 디스크는 믿을 수 없으니 --data로 다른 디스크를 지정하세요.`,
    damaged: (where) =>
      `${where} 파일이 손상되었습니다. 변경한 내용은 없으며, 같은 폴더의 마지막 사본과 이전에 내보낸 파일은 그대로 있습니다. 이 파일 없이 시작하려면 --data로 다른 폴더를 지정하세요.`,
    newer: (where) =>
      `${where} 파일은 더 새로운 버전의 spotvote에서 저장한 것입니다. 변경한 내용은 없으니 새 버전을 사용하세요.`,
    missing: '파일이 없습니다.',
    isFolder: '파일이 아니라 폴더입니다.',
    notPermitted: '이 계정에는 읽을 권한이 없습니다.',
    notPem: 'PEM 형식의 인증서나 키가 아니거나 둘이 서로 맞지 않습니다.',
    unreadable: (code) => `읽을 수 없습니다(${code}).`,
  },
}

export const terminalWords = { en, ko }
export type TerminalWords = typeof en

/** Control characters in a title or file name could move the cursor or colour what follows. */
export const printable = (text: string): string => text.replace(/\p{C}/gu, ' ')
