// Runs a TypeScript program of the tests on any supported Node: `node test/run.mjs FILE [ARGUMENTS]`.
import { resolve } from 'node:path'
import { runnerImport } from 'vite'

const [file, ...rest] = process.argv.slice(2)
process.argv.splice(1, process.argv.length, file, ...rest)
await runnerImport(resolve(file), { configFile: false, logLevel: 'warn' })
