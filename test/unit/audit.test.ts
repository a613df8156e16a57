// The audit of dependencies, with an npm that answers as it is told.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'spotvote-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the audit where npm prints this and ends with a status of its own. */
function audit(printed: string) {
  const npm = join(folder, 'npm')
  writeFileSync(npm, `#!/bin/sh\ncat <<'END'\n${printed}\nEND\nexit 1\n`)
  chmodSync(npm, 0o755)
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/audit.mjs'], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
    env: { ...process.env, PATH: `${folder}:${process.env['PATH']}` },
  })
  return { status, said: stdout + stderr }
}

test('a hole that is high fails the build and is named; lesser ones do not; silence is said plainly', () => {
  const of = (severity: string) => JSON.stringify({ vulnerabilities: { lib: { name: 'lib', severity, range: '<2' } } })
  expect(audit(of('high'))).toEqual({ status: 1, said: expect.stringContaining('high: lib <2') })
  expect(audit(of('critical')).status).toBe(1)
  expect(audit(of('moderate'))).toEqual({ status: 0, said: 'audited: 0 high or critical, 1 lesser\n' })
  expect(audit('{"vulnerabilities":{}}').said).toBe('audited: 0 high or critical, 0 lesser\n')
  for (const silence of ['', 'npm error 405', '{"message":"405 Method Not Allowed"}'])
    expect(audit(silence)).toEqual({ status: 0, said: expect.stringMatching(/^NOT AUDITED: .*\n$/) })
})
