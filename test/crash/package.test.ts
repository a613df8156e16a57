// The package as it is handed out: unpacked somewhere else, it serves from an empty folder.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('P1 the packed command serves a demo meeting from an empty folder', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spotvote-package-'))
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  // Not built again: the test line has just done that.
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: root,
  })
  execFileSync('tar', ['xzf', packed.toString().trim().split('\n').at(-1)!], { cwd: folder })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const args = [join(folder, 'package/dist/server/main.js'), '--json', '--port', '0', '--host', '127.0.0.1']
  const running = spawn(process.execPath, args, { cwd: empty, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [line] = (await once(createInterface(running.stdout), 'line')) as [string]
    const { url, meetings } = JSON.parse(line) as { url: string; meetings: { join: string }[] }
    expect(meetings).toHaveLength(1)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    const page = await (await fetch(meetings[0]!.join)).text()
    const script = /src="(\/assets\/phone-[^"]+)"/.exec(page)![1]!
    expect((await fetch(url + script)).status).toBe(200)
    expect(existsSync(join(empty, 'spotvote-data/house.json'))).toBe(true)
  } finally {
    running.kill()
    await once(running, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
})
