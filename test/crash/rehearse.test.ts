// `spotvote rehearse` as a process: with a server of its own and with one that runs, to its end and broken off.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Line } from '../../server/rehearsal/line.ts'
import { keyOf, Server } from '../load/server.ts'

vi.setConfig({ testTimeout: 90_000 })

const built = process.env['SPOTVOTE_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url))

let folder: string
let server: Server | undefined
let commands: ChildProcess[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearse-'))
  server = undefined
  commands = []
})
afterEach(async () => {
  for (const command of commands) command.kill('SIGKILL')
  await server?.kill()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs the command; `told` grows as it goes. */
function rehearse(...args: string[]) {
  const command = spawn(process.execPath, [join(built, 'server/main.js'), 'rehearse', ...args], {
    cwd: folder,
    env: { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  commands.push(command)
  const told = { out: '', err: '' }
  command.stdout.setEncoding('utf8').on('data', (text: string) => {
    told.out += text
  })
  command.stderr.setEncoding('utf8').on('data', (text: string) => {
    told.err += text
  })
  const ended = once(command, 'close').then(([status]) => ({ status: status as number | null, ...told }))
  return { command, told, ended }
}

/** A server that runs, and its moderator. */
async function serve() {
  server = new Server({ data: join(folder, 'data') })
  const { url, organizer, meetings } = await server.ready
  const { code: meeting, moderator } = meetings[0]!
  const desk = new Line<'moderator'>({ url, meeting, role: 'moderator', key: keyOf(moderator) })
  const { agenda } = await desk.until(() => true)
  return { url, organizer, desk, item: agenda[0]!.id }
}

const files = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()

test('P26 P27 a verdict in words with a server of its own, in figures with one that runs, and nothing left', async () => {
  mkdirSync(join(folder, 'own'))
  const { organizer, desk } = await serve()
  const before = files()
  const own = rehearse('--voters', '10', '--seconds', '1', '--data', 'own', '--lang', 'ko')
  const other = rehearse('--voters', '12', '--seconds', '1', '--url', organizer, '--json')
  // The page of whoever runs the evening shows what the command is doing.
  await desk.until(({ room }) => room.rehearsal?.voters === 12, 30_000)
  const [said, figures] = await Promise.all([own.ended, other.ended])
  expect(said.out).toMatch(/10명 진행 (가능|불가)/)
  expect(said.out).toMatch(/유실 \/ 중복된 표 +0 \/ 0 +\[기준: 0 \/ 0\]/)
  expect(said.err).toBe('휴대전화가 입장하고 있습니다\n휴대전화로 투표하고 있습니다\n모든 표를 대조하고 있습니다\n')
  expect(said.status).toBe(said.out.includes('가능') ? 0 : 1)
  expect(figures.out.trim().split('\n')).toHaveLength(1)
  const verdict = JSON.parse(figures.out) as { go: boolean }
  expect(verdict).toMatchObject({ voters: 12, seconds: 1, joined: 12, lost: 0, doubled: 0, unanswered: 0, astray: 0 })
  expect(figures).toMatchObject({ status: verdict.go ? 0 : 1, err: '' })
  await desk.until(({ room }) => room.rehearsal?.verdict?.voters === 12)
  await vi.waitFor(() => expect(files()).toEqual(before), 10_000)
  desk.close()
})

test('P26 P27 broken off with Ctrl+C, or by a vote that is opened, it is taken back', async () => {
  const { url, desk, item } = await serve()
  const before = files()
  // The key is that in the data folder.
  const broken = rehearse('--voters', '10', '--url', url, '--data', 'data')
  await desk.until(({ room }) => room.rehearsal?.phase === 'joining', 30_000)
  broken.command.kill('SIGINT')
  expect(await broken.ended).toMatchObject({ status: 130, out: '' })
  await desk.until(({ room }) => room.rehearsal === null)
  await vi.waitFor(() => expect(files()).toEqual(before), 10_000)

  const overtaken = rehearse('--voters', '10', '--url', url, '--data', 'data')
  await desk.until(({ room }) => room.rehearsal?.phase === 'joining', 30_000)
  await desk.send({ type: 'open', item })
  const { status, err } = await overtaken.ended
  expect(status).toBe(1)
  expect(err).toContain('taken back')
  const refused = await rehearse('--voters', '10', '--url', url, '--data', 'data').ended
  expect(refused).toEqual({ status: 2, out: '', err: 'A vote is open. Close it first.\n' })
  desk.close()
})

test('P27 what cannot be used is one line and status 2', async () => {
  writeFileSync(join(folder, 'file'), '')
  const { url } = await serve()
  const cases: [string[], RegExp][] = [
    [['--voters', 'many'], /--voters expects a whole number/],
    [['--url', url], /no organizer's key in .\/spotvote-data/],
    [['--url', 'http://127.0.0.1:9/organize#KEY'], /No server answers at http:\/\/127.0.0.1:9/],
    [['--url', `${url}/organize#WRONG`], /not valid/],
    [['--data', 'file'], /could not be started/],
  ]
  const ends = await Promise.all(cases.map(([args]) => rehearse(...args).ended))
  for (const [index, { status, out, err }] of ends.entries()) {
    expect([status, out, err.trim().split('\n')], err).toEqual([2, '', [expect.stringMatching(cases[index]![1])]])
  }
  const help = await rehearse('--help', '--lang', 'ko').ended
  expect(help).toMatchObject({ status: 0, err: '' })
  expect(help.out).toContain('사용법: spotvote rehearse')
})
