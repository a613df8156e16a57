// Pictures of projects over HTTP: who may bring one, what counts as one, and what is served.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PICTURE_LIMIT, pictureFiles } from '../../server/pictures.ts'
import { type House, start } from '../harness.ts'
import { ask, organizer } from '../wire.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const folder = mkdtempSync(join(tmpdir(), 'spotvote-'))
const pictures = join(folder, 'pictures')
let house: House
beforeAll(async () => {
  house = await start({ pictures: pictureFiles(pictures) })
})
afterAll(async () => {
  await house.stop()
  rmSync(folder, { recursive: true })
})

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('made up')])
const jpg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('made up')])
const webp = Buffer.from('RIFF\0\0\0\0WEBPVP8 ')

const bring = async (bytes: Buffer, headers: Record<string, string> = organizer(house)) => {
  const { status, text } = await ask(house, '/api/pictures', { method: 'POST', headers, body: bytes })
  return { status, answer: JSON.parse(text) }
}

/** The bytes, as they come. */
const fetched = (path: string) =>
  new Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: house.port, path, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, bytes: Buffer.concat(chunks) }),
      )
    })
    asked.on('error', reject)
    asked.end()
  })

test('P21 a picture is kept under its digest and served as what it is, for good', async () => {
  for (const [bytes, end, type] of [
    [png, 'png', 'image/png'],
    [jpg, 'jpg', 'image/jpeg'],
    [webp, 'webp', 'image/webp'],
  ] as const) {
    const { status, answer } = await bring(bytes)
    expect(status).toBe(201)
    expect(answer.picture).toMatch(new RegExp(`^[0-9a-f]{32}\\.${end}$`))
    const served = await fetched(`/pictures/${answer.picture}`)
    expect([served.status, served.bytes.equals(bytes)]).toEqual([200, true])
    expect(served.headers).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect((await bring(bytes)).answer).toEqual(answer)
  }
  expect(readdirSync(pictures).every((name) => /^[0-9a-f]{32}\.(png|jpg|webp)$/.test(name))).toBe(true)
})

test('P21 only the organizer brings one', async () => {
  for (const key of ['', `Bearer ${house.keys().moderator}`, 'Bearer x'])
    expect(await bring(png, { authorization: key })).toEqual({ status: 401, answer: { refusal: { code: 'bad-key' } } })
})

test('P21 what is no PNG, JPEG or WebP, or too large, is refused', async () => {
  const before = readdirSync(pictures).length
  const wrong = [
    Buffer.alloc(0),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    Buffer.from('GIF89a'),
    Buffer.from('<script>alert(1)</script>'),
    Buffer.concat([png, Buffer.alloc(PICTURE_LIMIT)]),
  ]
  for (const bytes of wrong) {
    const { status, answer } = await bring(bytes)
    expect([status, answer.refusal]).toEqual([
      400,
      expect.objectContaining({ code: 'invalid', field: 'picture', expected: { what: 'picture' } }),
    ])
  }
  expect(readdirSync(pictures).length).toBe(before)
})

test('P7 P21 no other name leads anywhere', async () => {
  const { answer } = await bring(png)
  writeFileSync(join(folder, 'house.json'), 'secret')
  writeFileSync(join(pictures, 'notes.txt'), 'secret')
  const names = [
    ...['', 'notes.txt', '../house.json', '..%2fhouse.json', '%2e%2e/house.json', '..\\house.json'],
    ...[`x/../${answer.picture}/..`, `${answer.picture}/x`, `${answer.picture}%00.txt`, answer.picture.toUpperCase()],
    `${'0'.repeat(32)}.png`,
  ]
  for (const name of names) {
    const { status, bytes } = await fetched(`/pictures/${name}`)
    expect([name, status, bytes.includes('secret')]).toEqual([name, 404, false])
  }
})
