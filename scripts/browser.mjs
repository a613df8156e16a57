// Finds a Chromium for the browser tests, or gets one: $CHROMIUM, the test tool's own, the system's, Debian's package.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright'

const programs = (...parts) =>
  [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map((folder) => join(folder, ...parts))

const onPath = (name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))

const places = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [...programs('Google/Chrome/Application/chrome.exe'), ...programs('Microsoft/Edge/Application/msedge.exe')],
}

const elsewhere = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'].flatMap(onPath)

/** Path of a Chromium on this machine; undefined where there is none. */
export const findChromium = () =>
  [process.env.CHROMIUM, chromium.executablePath(), ...(places[process.platform] ?? elsewhere)].find(
    (path) => path && existsSync(path),
  )

function run(command, args) {
  console.log('$', command, ...args)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: 'inherit', env }).status === 0
}

function getChromium() {
  if (findChromium()) return findChromium()
  const debian = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (debian && run('apt-get', ['update', '-q']))
    run('apt-get', ['install', '-yq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'])
  const tool = join(import.meta.dirname, '../node_modules/playwright/cli.js')
  if (!findChromium()) run(process.execPath, [tool, 'install', 'chromium'])
  return findChromium()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = getChromium()
  if (!path) {
    console.error('There is no Chromium for the browser tests. Install one, or set CHROMIUM=/path/to/chrome')
    process.exit(1)
  }
  console.log('Chromium:', path)
}
