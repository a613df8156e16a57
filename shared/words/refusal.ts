// Why the server said no, and what to do next.
import type { Language } from '../meeting/meeting.ts'
import type { Expectation, RefusalCode, RefusalMessage } from '../refusal.ts'

const en = {
  codes: {
    protocol: 'This page is older than the server. Reload it.',
    'no-meeting': 'There is no meeting with this code. Check the code on the screen.',
    'which-meeting': 'Several meetings are running. Enter the code on the screen.',
    'bad-key': 'This link is not valid (any more). Ask the organizer for a new one.',
    'no-seat': 'No seat of this meeting has this code. Check it on the phone that has the seat.',
    'not-allowed': 'You may not do this here.',
    archived: 'This meeting is archived and can no longer be changed.',
    'not-open': 'Nothing is open for voting right now.',
    'too-late': 'Voting has closed. This vote came too late and was not counted.',
    'other-round': 'The question has changed. Nothing was counted; vote on what is shown now.',
    'already-voted': 'Your vote is already in and cannot be changed.',
    'receipt-taken': 'Another vote has this receipt. Nothing was counted; vote again for another one.',
    'kiosk-not-released': 'Please ask the desk to release this tablet for you.',
    'no-item': 'This item is no longer on the agenda.',
    'no-quorum': 'There is no quorum.',
    'no-tie': 'There is no tie for the chair to decide.',
    'already-open': 'A vote is open. Close it first.',
    'not-closed': 'Close the vote first.',
    'no-group': 'Choose your group first.',
    'not-revealed': 'Show the result first.',
    'small-groups': 'A group is too small: its votes were counted and not kept, so this vote cannot go on. Vote again.',
    unanimous: 'Everyone in a group voted the same way.',
    'is-revealed': 'The result has been shown; closing can no longer be undone.',
    'no-countdown': 'There is no countdown.',
    'enough-scrutineers': 'Three scrutineers are in office. The moderator can dismiss one.',
    'not-in-office': 'You are no longer a scrutineer of this meeting.',
    'reason-needed': 'Give a reason; it goes on the record.',
    'item-open': 'This item is open for voting and cannot be changed.',
    'item-used': 'This item has been voted on and stays on the record.',
    rehearsing: 'A rehearsal is running. Stop it, or wait for its end.',
    'unknown-kind': 'There is no such kind of ballot.',
    invalid: 'Something in the input is not right.',
    'unknown-command': 'The server does not know this command.',
    'slow-down': 'Too many tries in a short time. Wait a moment.',
    'not-saved': 'The host cannot save right now. Your vote was not counted; keep this page open.',
    failed: 'Something went wrong on the host. Try again.',
  } satisfies Record<RefusalCode, string>,
  where: (field: string, line: number | undefined) => [line && `Line ${line}`, field].filter(Boolean).join(', '),
  quorum: (needed: number, got: string) => `${got} of the ${needed} needed are present.`,
  expected: (what: string) => `expected ${what}`,
  found: (got: string) => `found ${got}`,
  text: 'text',
  whole: 'a whole number',
  number: 'a number',
  list: 'a list',
  object: 'a group of fields',
  'yes-no': 'true or false',
  present: 'a value (it is missing)',
  known: 'a field that exists here (check the spelling)',
  'not-blank': 'text that is not blank',
  different: 'entries that differ from each other',
  listed: 'something that the file lists',
  'closed-quote': 'a closing quotation mark',
  json: 'JSON',
  picture: 'a picture: PNG, JPEG or WebP of at most 1 MB',
  'file-near': 'a file in the folder of the agenda file',
  signature: 'a signature of a scrutineer in office',
  fraction: 'a fraction such as 2/3, above 0 and at most 1',
  'one-of': (values: string) => `one of ${values}`,
  'at-least': (limit: number) => `${limit} or more`,
  'at-most': (limit: number) => `${limit} or less`,
  longer: (limit: number) => `${limit} or more entries`,
  shorter: (limit: number) => `at most ${limit} characters or entries`,
  exactly: (limit: number) => `exactly ${limit}`,
}

const ko: typeof en = {
  codes: {
    protocol: '이 화면이 서버보다 오래되었습니다. 새로 고침 하세요.',
    'no-meeting': '이 코드의 회의가 없습니다. 화면에 표시된 코드를 확인하세요.',
    'which-meeting': '여러 회의가 열려 있습니다. 화면에 표시된 코드를 입력하세요.',
    'bad-key': '이 링크는 유효하지 않거나 만료되었습니다. 주최자에게 새 링크를 요청하세요.',
    'no-seat': '이 회의에 이 코드의 자리가 없습니다. 자리를 가진 휴대전화에서 코드를 다시 확인하세요.',
    'not-allowed': '여기서는 할 수 없는 작업입니다.',
    archived: '보관된 회의라 더 이상 바꿀 수 없습니다.',
    'not-open': '지금은 진행 중인 투표가 없습니다.',
    'too-late': '투표가 마감되었습니다. 이 표는 늦게 도착하여 집계되지 않았습니다.',
    'other-round': '안건이 바뀌었습니다. 집계된 것은 없으니 지금 표시된 안건에 투표하세요.',
    'already-voted': '이미 투표하셨으며 변경할 수 없습니다.',
    'receipt-taken': '다른 표와 확인 번호가 겹쳐 집계되지 않았습니다. 다시 투표하면 새 번호를 받습니다.',
    'kiosk-not-released': '안내 데스크에 이 태블릿을 열어 달라고 요청하세요.',
    'no-item': '이 안건은 더 이상 없습니다.',
    'no-quorum': '정족수에 미달합니다.',
    'no-tie': '의장이 결정할 가부 동수 안건이 아닙니다.',
    'already-open': '진행 중인 투표가 있습니다. 먼저 마감하세요.',
    'not-closed': '먼저 투표를 마감하세요.',
    'no-group': '먼저 소속을 선택해 주세요.',
    'not-revealed': '먼저 결과를 공개해 주세요.',
    'small-groups':
      '투표자가 너무 적은 집단이 있어 집계한 뒤 표를 남기지 않았습니다. 이어서 투표할 수 없으니 다시 투표하세요.',
    unanimous: '한 집단의 투표자가 모두 같은 선택을 했습니다.',
    'is-revealed': '결과가 이미 공개되어 마감을 취소할 수 없습니다.',
    'no-countdown': '남은 시간이 설정되어 있지 않습니다.',
    'enough-scrutineers': '감표위원은 세 명까지입니다. 진행자가 한 명을 해임할 수 있습니다.',
    'not-in-office': '이 회의의 감표위원이 아닙니다.',
    'reason-needed': '사유를 입력하세요. 기록에 남습니다.',
    'item-open': '투표 중인 안건은 수정할 수 없습니다.',
    'item-used': '투표를 한 안건은 기록으로 남아야 하므로 삭제할 수 없습니다.',
    rehearsing: '예행연습이 진행 중입니다. 중지하거나 끝날 때까지 기다리세요.',
    'unknown-kind': '알 수 없는 투표 방식입니다.',
    invalid: '입력 내용이 올바르지 않습니다.',
    'unknown-command': '서버가 알 수 없는 명령입니다.',
    'slow-down': '짧은 시간에 시도가 너무 많습니다. 잠시 후 다시 시도하세요.',
    'not-saved': '지금은 저장할 수 없어 표가 집계되지 않았습니다. 이 화면을 그대로 두세요.',
    failed: '서버에서 문제가 발생했습니다. 다시 시도하세요.',
  },
  where: (field, line) => [line && `${line}번째 줄`, field].filter(Boolean).join(' '),
  quorum: (needed, got) => `의결정족수 ${needed}명 중 ${got}명이 출석했습니다.`,
  expected: (what) => `필요한 값: ${what}`,
  found: (got) => `입력된 값: ${got}`,
  text: '글자',
  whole: '정수',
  number: '숫자',
  list: '목록',
  object: '항목 묶음',
  'yes-no': 'true 또는 false',
  present: '값(빠져 있음)',
  known: '여기에 쓸 수 있는 항목 이름(철자를 확인하세요)',
  'not-blank': '비어 있지 않은 글자',
  different: '서로 다른 값',
  listed: '파일의 목록에 있는 값',
  'closed-quote': '닫는 큰따옴표',
  json: 'JSON 형식',
  picture: '1MB 이하의 PNG, JPEG, WebP 사진',
  'file-near': '안건 파일과 같은 폴더 안의 파일',
  signature: '현재 감표위원의 서명',
  fraction: '2/3처럼 0보다 크고 1 이하인 분수',
  'one-of': (values) => `${values} 중 하나`,
  'at-least': (limit) => `${limit} 이상`,
  'at-most': (limit) => `${limit} 이하`,
  longer: (limit) => `${limit}개 이상`,
  shorter: (limit) => `${limit}자(개) 이하`,
  exactly: (limit) => `정확히 ${limit}`,
}

export const refusalWords = { en, ko }

/** Says a refusal in one sentence, with line, field and what was expected where it is about an input. */
export function refusalText({ code, field, line, expected, got }: RefusalMessage, language: Language): string {
  const w = refusalWords[language]
  if (code === 'no-quorum' && expected?.what === 'at-least' && got)
    return `${w.codes[code]} ${w.quorum(expected.limit, got)}`
  if (!field && !line) return w.codes[code]
  const missing = expected?.what === 'present' || expected?.what === 'not-blank'
  const parts = [expected && w.expected(say(expected, language)), got === undefined || missing ? '' : w.found(got)]
  return `${w.codes[code]} ${w.where(field ?? '', line)}: ${parts.filter(Boolean).join(', ')}.`
}

function say(expected: Expectation, language: Language): string {
  const w = refusalWords[language]
  if (expected.what === 'one-of') return w['one-of'](expected.of.join(', '))
  if ('limit' in expected) return w[expected.what](expected.limit)
  return w[expected.what]
}
