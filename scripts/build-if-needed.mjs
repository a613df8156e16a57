// Builds when there is no build, or when a source is newer than it. Without the build tool (a packaged copy), only checks.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const output = join(root, 'dist/server/main.js')
const vite = join(root, 'node_modules/vite/bin/vite.js')
const sources = ['client', 'server', 'shared', 'agendas', 'vite.config.ts', 'package.json', 'package-lock.json']

/** When a file, or the newest file in a folder, was last changed; milliseconds. A removed file shows in its folder. */
function changed(path) {
  const own = statSync(path)
  if (!own.isDirectory()) return own.mtimeMs
  return readdirSync(path)
    .filter((name) => name !== 'node_modules')
    .reduce((newest, name) => Math.max(newest, changed(join(path, name))), own.mtimeMs)
}

const stale = () => statSync(output).mtimeMs < Math.max(...sources.map((source) => changed(join(root, source))))

if (existsSync(vite) && (!existsSync(output) || stale())) {
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  process.exit(status ?? 1)
}
if (!existsSync(output)) {
  console.error('There is no build. Run: npm ci && npm run build')
  process.exit(1)
}
