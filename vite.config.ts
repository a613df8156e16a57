// One build makes everything: the pages, the phone's page in a module graph of its own, and the server.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { recountPagePlugin } from './scripts/recount-page.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, 'client')
const pages = readdirSync(root).filter((file) => file.endsWith('.html'))
const inputs = (files: string[]) =>
  Object.fromEntries(files.map((file) => [file.replace('.html', ''), join(root, file)]))

/** The server, and those it starts to rehearse. */
const programs = {
  main: join(here, 'server/main.ts'),
  director: join(here, 'server/rehearsal/director.ts'),
  crowd: join(here, 'server/rehearsal/crowd.ts'),
}

/** Writes .br and .gz beside every text file, so that the server never compresses while a room is waiting. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    applyToEnvironment: (environment) => environment.config.consumer === 'client',
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css|html|svg)$/.test(name)) continue
        const file = join(dir!, name)
        const body = readFileSync(file)
        writeFileSync(`${file}.br`, brotliCompressSync(body))
        // How much is looked back at once makes a hundredth of difference, and no one value is best for every file.
        const zipped = [5, 6, 7, 8, 9].map((memLevel) => gzipSync(body, { level: 9, memLevel }))
        writeFileSync(
          `${file}.gz`,
          zipped.reduce((best, one) => (one.length < best.length ? one : best)),
        )
      }
    },
  }
}

/** In development the server lives on Vite's own http server: one process, one port, sockets and reloading together. */
function devServer(): Plugin {
  return {
    name: 'dev-server',
    apply: 'serve',
    async configureServer(vite) {
      if (!vite.httpServer || process.env['VITEST']) return
      const { develop } = (await vite.ssrLoadModule(
        join(here, 'server/develop.ts'),
      )) as typeof import('./server/develop.ts')
      // Not awaited: the server has to listen first, which it does after this hook.
      const app = develop(vite.httpServer as Server)
      vite.middlewares.use((request, response, next) => void app.then(({ handle }) => handle(request, response, next)))
      vite.watcher.on('change', (file) => {
        if (file.startsWith(join(here, 'server'))) void vite.restart()
      })
      vite.httpServer.once('close', () => void app.then(({ close }) => close()))
    },
  }
}

/** A kiosk has its receipts at once and a phone has them later; how long parts of a build take is nobody's concern here. */
const checks = { bundlerTimings: false, ineffectiveDynamicImport: false }

const client = (files: string[]) => ({
  outDir: join(here, 'dist/client'),
  modulePreload: { polyfill: false },
  assetsInlineLimit: 0,
  rolldownOptions: { input: inputs(files), checks },
})

export default defineConfig({
  root,
  cacheDir: join(here, 'node_modules/.vite'),
  appType: 'mpa',
  publicDir: join(root, 'public'),
  plugins: [svelte({ configFile: false }), precompress(), devServer(), recountPagePlugin()],
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'phone', 'ssr']) await builder.build(builder.environments[name]!)
    },
  },
  environments: {
    client: { build: { ...client(pages.filter((file) => file !== 'phone.html')), emptyOutDir: true } },
    // Tree shaking is per graph: what only the desk uses never reaches a phone.
    phone: {
      consumer: 'client',
      build: {
        ...client(['phone.html']),
        emptyOutDir: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: inputs(['phone.html']),
          checks,
          // One script until the first vote, whatever later parts share with it.
          output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
        },
      },
    },
    ssr: {
      build: {
        outDir: join(here, 'dist/server'),
        emptyOutDir: true,
        ssr: true,
        copyPublicDir: false,
        target: 'node20',
        sourcemap: true,
        minify: false,
        rolldownOptions: { input: programs, checks },
      },
    },
  },
  test: {
    projects: ['unit', 'sockets', 'crash'].map((name) => ({
      extends: true as const,
      root: here,
      test: { name, environment: 'node' as const, include: [`test/${name}/**/*.test.ts`] },
    })),
  },
})
