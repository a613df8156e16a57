// The workbook: typed cells, Korean right, no formula, whatever people called their options.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { sheetName, xlsx } from '../../server/exports/xlsx.ts'
import type { Meeting } from '../../shared/meeting/meeting.ts'
import { hostile, hostileMeeting } from '../hostile.ts'
import { evening, secret } from '../record.ts'
import { assembly } from '../ruled.ts'
import { column, openWorkbook, type Sheet, values } from '../workbook.ts'

const open = async (meeting: Meeting) => openWorkbook((await xlsx.write(meeting)) as Buffer)

describe('the workbook of an evening', () => {
  let book: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    book = await open(evening('ko').meeting)
  })

  test('has a summary and a sheet an item', () => {
    expect(book.names).toEqual([
      '요약',
      '1 자치계획안 승인의 건',
      '2 사업 선정',
      '3 우선순위',
      '4 만족도',
      '5 부지 매입',
      '6 진행 중',
      '7 아직',
    ])
  })

  test('the summary has a line a round and says the outcome in words', () => {
    const [summary] = book.sheets as [Sheet]
    expect(values(summary, '상태')).toEqual([
      '유효',
      '무효',
      '유효',
      '재투표로 대체',
      '유효',
      '유효',
      '유효',
      '투표 중',
      '표결 전',
    ])
    expect(values(summary, '결과')[0]).toMatch(/^가결 – 찬성 3표, 반대 1표, 기권 1표/)
    expect(values(summary, '결과')[1]).toMatch(/^\(무효\) 도서관/)
    expect(values(summary, '의결 기준')[0]).toBe('찬성이 반대보다 많으면 가결(기권 제외)')
    expect(values(summary, '사유')).toEqual(['무효: 선택 항목 오류', '재투표: 정정 요청'])
    expect(summary.get('B1')!.value).toBe('은하수동 주민총회')
    expect(summary.get('B3')!.value).toBe('기기(브라우저당 1명)')
  })

  test('numbers are numbers, times are dates, text is text', () => {
    const [summary, first, second] = book.sheets as [Sheet, Sheet, Sheet]
    expect(values(first, '득표수')).toEqual([3, 1, 1])
    expect(column(first, '득표율(%)').map(({ value, format }) => [value, format])).toEqual(
      [60, 20, 20].map((share) => [share, '0.00']),
    )
    expect(
      column(second, '항목')
        .map(({ value, format }) => [value, format])
        .slice(1, 3),
    ).toEqual([
      ['=1+1', '@'],
      ['놀이터, "새"', '@'],
    ])
    const [opened] = column(summary, '투표 개시(UTC)')
    expect(opened!.format).toBe('yyyy-mm-dd hh:mm:ss')
    // Days since 30 December 1899.
    const at = (Number(opened!.value) - 25569) * 86_400_000
    expect(new Date(Math.round(at)).toISOString()).toBe('2026-04-02T10:00:07.000Z')
  })

  test('headers are bold and columns have widths', () => {
    for (const [index, sheet] of book.sheets.entries()) {
      const heads = [...sheet.values()].filter(({ bold }) => bold).map(({ value }) => value)
      expect(heads).toEqual(expect.arrayContaining(['상태', '결과', '투표자 수']))
      expect(
        book.files.get(`xl/worksheets/sheet${index + 1}.xml`)!.match(/<col [^>]*width="\d/g)!.length,
      ).toBeGreaterThan(10)
    }
  })

  test('a named item lists who chose what; no other does', () => {
    expect(values(book.sheets[5]!, '투표자 ID')).toEqual(['voter001', 'voter002', 'voter003'])
    expect(values(book.sheets[5]!, '선택')).toEqual(['찬성', '반대', '반대'])
    const others = book.sheets
      .filter((_, index) => index !== 5)
      .flatMap((sheet) => [...sheet.values()].map(({ value }) => value))
    expect(others).not.toContain('투표자 ID')
    expect(others.filter((value) => /^voter/.test(String(value)))).toEqual([])
  })

  test('an open round shows how many took part and nothing else', () => {
    const open = book.sheets[6]!
    expect(values(open, '상태')).toEqual(['투표 중'])
    expect(values(open, '투표자 수')).toEqual([2])
    for (const header of ['항목', '득표수', '결과']) expect(values(open, header)).toEqual([])
  })

  test('holds no formula, no link to elsewhere and no secret', () => {
    for (const [name, xml] of book.files) {
      expect(xml, name).not.toMatch(/<f[\s>]|<hyperlink|externalLink/)
      expect(xml, name).not.toMatch(secret)
    }
  })
})

describe('P20 hostile text', () => {
  test('10,000 texts come back exactly, as text', async () => {
    const texts = fc.sample(hostile, { numRuns: 10_000, seed: 376 })
    const { files, names, sheets } = await open(hostileMeeting(texts))
    const read = sheets.slice(1).flatMap((sheet) => {
      const cells = [...sheet].filter(
        ([at]) => /^B\d+$/.test(at) && Number(at.slice(1)) > 3 && Number(at.slice(1)) <= 203,
      )
      return Array.from({ length: 200 }, (_, row) => cells.find(([at]) => at === `B${row + 4}`)?.[1].value ?? '')
    })
    expect(read).toEqual(texts)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(51)
    for (const [name, xml] of files) expect(xml, name).not.toMatch(/<f[\s>]/)
  }, 60_000)

  test('names of sheets are legal', () => {
    const title = fc.oneof(
      hostile,
      fc.string({ unit: 'binary', minLength: 20, maxLength: 60 }),
      fc.constant('🗳️'.repeat(30)),
    )
    fc.assert(
      fc.property(title, fc.integer({ min: 1, max: 500 }), (title, number) => {
        const name = sheetName({ number, question: { title } as never })
        expect(name.length).toBeLessThanOrEqual(31)
        expect(name).toMatch(new RegExp(`^${number}( |$)`))
        expect(name).not.toMatch(/[[\]:*?/\\\p{Cc}]|'$/u)
        expect(Buffer.from(name).toString()).toBe(name)
      }),
      { numRuns: 1000 },
    )
  })
})

test('R10 R14 R15 M28 an assembly’s workbook says rule, fingerprint, seed and chair, and the votes by group', async () => {
  const run = assembly('ko')
  const book = await open(run.meeting)
  const [summary, grouped] = book.sheets as [Sheet, Sheet]
  const rounds = run.meeting.items.map(({ rounds }) => rounds[0]!)
  expect(values(summary, '지문')).toEqual(rounds.map(({ fingerprint }) => fingerprint))
  expect(values(summary, '추첨 기준값')).toEqual([rounds[1]!.lot!.seed])
  expect(values(summary, '의장 결정')).toEqual(['찬성'])
  expect(values(summary, '의결 기준')[4]).toBe('재적 과반수 출석, 출석 과반수 찬성, 가부 동수는 부결, 재적 30명')
  expect(values(grouped, '소속').slice(0, 6)).toEqual([
    '주민위원',
    '주민위원',
    '주민위원',
    '일반주민',
    '일반주민',
    '일반주민',
  ])
})
