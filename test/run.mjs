// Runs a TypeScript program of the tests on any supported Node: `node test/run.mjs FILE [ARGUMENTS]`.
import { resolve } from 'node:path'
import { runnerImport } from 'vite'
import { recountPagePlugin } from '../scripts/recount-page.mjs'

const [file, ...rest] = process.argv.slice(2)
process.argv.splice(1, process.argv.length, file, ...rest)

/** For programs that use a class of the pages; the compiler is loaded only for them. */
const runes = {
  name: 'runes',
  enforce: 'post',
  async transform(code, id) {
    if (!id.endsWith('.svelte.ts')) return
    const { compileModule } = await import('svelte/compiler')
    return compileModule(code, { filename: id, generate: 'server' }).js
  },
}
await runnerImport(resolve(file), { configFile: false, logLevel: 'warn', plugins: [runes, recountPagePlugin()] })
