// The phone's page over HTTP, with what phones see in it: the same as over the line, and nothing for those who guess.
import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { corpus } from '../browser/corpus.ts'
import { type House, sampleAgenda, within } from '../harness.ts'

const unpack: Record<string, (body: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync }

/** A page, unpacked, and what it brings along, or null. */
function page({ port, room }: House, { code = room.meeting.code, accept = '' } = {}) {
  return new Promise<{ view: unknown; text: string; coding: string; kept: string }>((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path: `/${code}`, headers: { 'accept-encoding': accept } })
    asked.on('error', reject)
    asked.on('response', async (answer) => {
      const raw = Buffer.concat(await answer.toArray())
      const { 'content-encoding': coding = '', 'cache-control': kept = '' } = answer.headers
      const text = (unpack[coding]?.(raw) ?? raw).toString()
      const view = /<script type="application\/json" id="view">(.*?)<\/script>/s.exec(text)?.[1]
      resolve({ view: view ? JSON.parse(view) : null, text, coding, kept })
    })
    asked.end()
  })
}

test('P32 the page of a meeting brings along what its phones see, as it is now', () =>
  within({ agenda: sampleAgenda }, async (house) => {
    expect(await page(house)).toMatchObject({
      view: { current: null, meeting: { title: 'Neighbours' } },
      kept: 'no-store',
    })
    const desk = await house.join('moderator')
    await desk.do({ type: 'open', item: house.room.meeting.items[0]!.id })
    const phone = await house.join('phone')
    const told = await phone.until(({ current }) => current?.phase === 'open')
    const { view, text } = await page(house)
    expect(view).toEqual(told)
    for (const accept of ['br', 'gzip'])
      expect(await page(house, { accept: `deflate, ${accept}` })).toMatchObject({ text, coding: accept })
  }))

test('P32 P13 the plain address, a wrong code, groups and a countdown have the plain page', () =>
  within({ agenda: { title: 'Soon', items: [{ title: 'Adopt', kind: 'motion', seconds: 60 }] } }, async (house) => {
    expect((await page(house)).view).not.toBeNull()
    const desk = await house.join('moderator')
    await desk.do({ type: 'open', item: house.room.meeting.items[0]!.id })
    for (const code of [house.room.meeting.code, '', 'AAAAAA']) expect((await page(house, { code })).view).toBeNull()
    await within({ agenda: { ...sampleAgenda, groups: ['North', 'South'] } }, async (other) => {
      expect((await page(other)).view).toBeNull()
    })
    // Guesses are counted: soon nobody is told any more whether a code is right.
    for (let n = 0; n < 25; n++) await page(house, { code: 'CCCCCC' })
    expect((await fetch(`${house.url}/CCCCCC/qr.svg`)).status).toBe(429)
  }))

test('P32 V18 no text that people typed ends the script it is in', () =>
  within(
    { agenda: { title: '</script><script>alert(1)</script><!--', items: [{ title: corpus[0]!, kind: 'text' }] } },
    async (house) => {
      const { view, text } = await page(house)
      expect(view).toMatchObject({ meeting: { title: '</script><script>alert(1)</script><!--' } })
      expect(text.match(/<\/?script/g)).toHaveLength(4)
      expect(text.split('<!--')).toHaveLength(2)
    },
  ))
