// Browser tests: the built server, a real Chromium. Each test file starts the server it needs.
import { defineConfig } from 'playwright/test'
import { findChromium } from './scripts/browser.mjs'

const executablePath = findChromium()
if (!executablePath) throw new Error('There is no Chromium. Run: npm run browser')

export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.spec.ts',
  workers: 2,
  timeout: 120_000,
  reporter: [['list']],
  outputDir: 'test/artifacts/browser',
  use: {
    // `vote.room` is a name a phone might see: plain http that is not localhost, hence not a secure context.
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-dev-shm-usage',
        '--disable-gpu',
        '--host-resolver-rules=MAP vote.room 127.0.0.1',
      ],
    },
    // Recording takes a sixth of the time: `npx playwright test --trace retain-on-failure` when a failure is hard to see.
    screenshot: 'only-on-failure',
  },
})
