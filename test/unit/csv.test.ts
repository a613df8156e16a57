// CSV: what goes in comes back, and no spreadsheet finds a formula in it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csv, guard, unguard, writeCsv } from '../../server/exports/csv.ts'
import { hostile, hostileMeeting } from '../hostile.ts'
import { evening } from '../record.ts'

/** A reader by RFC 4180, strict: it throws on what the standard does not allow. */
function readCsv(text: string): string[][] {
  if (!text.startsWith('\uFEFF')) throw new Error('no byte order mark')
  const rows: string[][] = [[]]
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  for (let at = 1; at < text.length; at = field.lastIndex) {
    field.lastIndex = at
    const found = field.exec(text)
    if (!found) throw new Error(`no field at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`)
    rows.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2]!)
    if (found[3] === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

/** What makes spreadsheets compute, stated on its own: by the first letter that can be seen. */
function looksLikeFormula(cell: string): boolean {
  const visible = [...cell].find((letter) => !/[\p{White_Space}\p{Cf}\p{Cc}]/u.test(letter)) ?? ''
  return '=+-@＝＋－＠﹦﹢﹣﹫'.split('').includes(visible) || /^[\p{Cf}\p{Zs}]*[\t\r]/u.test(cell)
}

const text = async (language: 'en' | 'ko') => String(await csv.write(evening(language).meeting))
const table = async (language: 'en' | 'ko') => {
  const [head, ...rows] = readCsv(await text(language))
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [head![index]!, cell])))
}

describe('P20 hostile text', () => {
  test('10,000 texts come back exactly, and none looks like a formula', () => {
    const batch = fc.array(hostile, { minLength: 100, maxLength: 100 })
    fc.assert(
      fc.property(batch, (texts) => {
        const bytes = Buffer.from(writeCsv(texts.map((text, index) => [text, index, text])), 'utf8')
        const rows = readCsv(bytes.toString('utf8'))
        expect(rows.map(([first]) => unguard(first!))).toEqual(texts)
        expect(rows.map((row) => unguard(row[2]!))).toEqual(texts)
        expect(rows.flat().filter(looksLikeFormula)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  test('a whole meeting of them comes back too', async () => {
    const texts = [...new Set(fc.sample(hostile, { numRuns: 1200, seed: 4180 }))]
    const [head, ...rows] = readCsv(String(await csv.write(hostileMeeting(texts))))
    const column = head!.indexOf('항목')
    expect(rows.map((row) => unguard(row[column]!))).toEqual(texts)
    expect(rows.flat().filter(looksLikeFormula)).toEqual([])
  })

  test('only what is dangerous is touched', () => {
    for (const harmless of ['a=b', '주민총회', '1+1', "it's", "'quoted'", '3-1', '', ' ', '*', '100%']) {
      expect(guard(harmless)).toBe(harmless)
      expect(unguard(harmless)).toBe(harmless)
    }
    expect(['=1', ' =1', '\u200b＝1', '-5', '\tx', "'=1"].map(guard)).toEqual([
      "'=1",
      "' =1",
      "'\u200b＝1",
      "'-5",
      "'\tx",
      "''=1",
    ])
  })

  test('numbers are numbers, negative ones too; text that looks like one is text', () => {
    expect(writeCsv([[-1.5, 3, '-1.5', null]])).toBe("\uFEFF-1.5,3,'-1.5,\r\n")
  })
})

describe('the table', () => {
  test('has one line an option and round, void and superseded ones marked', async () => {
    const rows = (await table('en')).filter((row) => row['Item no.'] === '2')
    expect(
      rows.map((row) => [row['Round'], row['State'], row['Option ID'], row['Option'], row['Votes'], row['Share (%)']]),
    ).toEqual([
      ['1', 'Void', 'A', '도서관', '2', '66.67'],
      ['1', 'Void', 'B', "'=1+1", '1', '33.33'],
      ['1', 'Void', 'C', '놀이터, "새"', '0', '0.00'],
      ['2', 'Counted', 'A', '도서관', '2', '50.00'],
      ['2', 'Counted', 'B', "'=1+1", '0', '0.00'],
      ['2', 'Counted', 'C', '놀이터, "새"', '2', '50.00'],
    ])
    expect(rows[0]!['Outcome']).toMatch(/^\(Void\) 도서관/)
    expect(rows[0]!['Reason']).toBe('Void: 선택 항목 오류')
  })

  test('speaks the language of the meeting, with turnout, denominator, times and identity', async () => {
    const [yes] = await table('ko')
    expect(yes).toMatchObject({
      '회의 코드': 'KWXR34',
      안건: '자치계획안 승인의 건',
      '투표 방식': '찬반 표결',
      상태: '유효',
      항목: '찬성',
      득표수: '3',
      '득표율(%)': '60.00',
      '득표율 기준': '총투표수',
      '기준 수': '5',
      '투표자 수': '5',
      재석: '6',
      '본인 확인': '기기(브라우저당 1명)',
    })
    expect(yes!['결과']).toMatch(/^가결 – 찬성 3표, 반대 1표, 기권 1표/)
    expect(yes!['투표 마감(UTC)']).toMatch(/^2026-04-02T10:\d\d:\d\d\.000Z$/)
  })

  test('of an open round there is one line, without votes', async () => {
    const open = (await table('en')).filter((row) => row['Item no.'] === '6')
    expect(open.map((row) => [row['State'], row['Voted'], row['Option'], row['Votes'], row['Outcome']])).toEqual([
      ['Voting open', '2', '', '', ''],
    ])
  })

  test('measures stand in a column of their own', async () => {
    const rows = (await table('en')).filter((row) => row['Item no.'] === '4')
    expect(rows.slice(-2).map((row) => [row['Option'], row['Value'], row['Votes'], row['Denominator']])).toEqual([
      ['Mean', '2.67', '', ''],
      ['Median', '3', '', ''],
    ])
  })
})
