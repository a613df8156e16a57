// Whoever takes too long to say what they want is shown out by the built server, and its descriptors are free again.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type FloodName, wash } from '../fuzz/floods.ts'
import { Server } from '../load/server.ts'

const names: FloodName[] = ['silent', 'slow headers', 'slow body']

test('P29 silent connections, slow headers and slow bodies are ended within twenty seconds', async () => {
  const data = mkdtempSync(join(tmpdir(), 'spotvote-'))
  const server = new Server({ data })
  try {
    const { url, port, meetings } = await server.ready
    const descriptors = () => readdirSync(`/proc/${server.child.pid}/fd`).length
    const before = descriptors()
    const order = { url, port, meeting: meetings[0]!.code, count: 50 }
    const washed = await Promise.all(names.map((name) => wash({ ...order, name }, 20_000)))
    expect(washed.map(({ opened, left }) => [opened, left])).toEqual(names.map(() => [50, 0]))
    expect(descriptors()).toBeLessThanOrEqual(before + 2)
  } finally {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}, 60_000)
