#!/usr/bin/env node
// The command line: picks the store, listens, opens the house, and says where everything is.
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Socket } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import demoKorean from '../agendas/demo.ko.yaml?raw'
import demoEnglish from '../agendas/demo.yaml?raw'
import { version } from '../package.json'
import { type Agenda, parseAgenda } from '../shared/formats/agenda.ts'
import { openRound } from '../shared/meeting/meeting.ts'
import { terminalWords } from '../shared/words/terminal.ts'
import { picturesBeside } from './agenda-pictures.ts'
import { type App, openApp } from './app.ts'
import { connectionsOf, onSignal } from './ending.ts'
import { measurements } from './metrics.ts'
import { commandIn, helpText, type Options, parseOptions } from './options.ts'
import { type Picture, pictureFiles } from './pictures.ts'
import { digest } from './secrets.ts'
import { fileStore } from './store/file.ts'
import { announce } from './terminal.ts'
import { trial } from './trial.ts'
import { FileError, trouble } from './trouble.ts'

const demos = { en: demoEnglish, ko: demoKorean }
const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const programs = { server: [beside('main.js')], director: [beside('director.js')], crowd: [beside('crowd.js')] }

/** Not loaded by a server. */
const commands = {
  count: async (argv: string[]) => (await import('./commands/count.ts')).countCommand(argv),
  verify: async (argv: string[]) => (await import('./commands/verify.ts')).verifyCommand(argv),
  rehearse: async (argv: string[]) => (await import('./commands/rehearse.ts')).rehearseCommand(argv, programs),
}

async function main() {
  let options: Options = { language: 'en', port: 8080, data: '', json: false, help: false, version: false }
  try {
    const asked = commandIn(process.argv.slice(2))
    if (asked) {
      process.exitCode = await commands[asked.command](asked.rest)
      return
    }
    options = parseOptions(process.argv.slice(2))
    if (options.help) return console.log(helpText(options.language))
    if (options.version) return console.log(version)
    await serve(options)
  } catch (error) {
    const line = trouble(error, options)
    if (line === null) throw error
    console.error(line)
    process.exit(2)
  }
}

async function serve(options: Options) {
  const { host, port, publicUrl, json, language } = options
  const log = (message: string) => console.error(`${new Date().toISOString()} ${message}`)
  const kept = join(options.data, 'pictures')
  const agenda = options.agenda ? readAgenda(options.agenda, kept) : null
  const server = await listen(options.tls ? secureServer(options.tls) : createServer(patience), port, host)
  const connections = connectionsOf(server)
  const store = await fileStore(options.data, { log })
  const pages = fileURLToPath(new URL('../client', import.meta.url))
  const pictures = pictureFiles(kept)
  for (const picture of agenda?.pictures ?? []) await pictures.keep(picture)
  const measured = measurements({ process: true })
  const place = { server, host, publicUrl, secure: !!options.tls }
  const app = await openApp({ ...place, store, pictures, pages, programs, measured, log })
  server.off('connection', turnAway)
  // Not while people are waiting to go on.
  if (!app.rooms.all().some(({ meeting }) => openRound(meeting))) await trial()
  await firstMeeting(app, agenda ?? readText(demos[language]), agenda === null)
  process.stdout.write(
    announce(
      describe(app, server),
      { json, data: resolve(options.data) },
      terminalWords[language],
      process.stdout.isTTY && process.stdout.hasColors(),
    ),
  )
  onSignal(() => app.close(), connections)
}

interface Source {
  agenda: Agenda
  /** Digest of the text: the same file goes on with the same meeting. */
  source: string
  pictures: readonly Picture[]
}

function readText(text: string): Source {
  return { agenda: parseAgenda(text), source: digest(text), pictures: [] }
}

function readAgenda(file: string, kept: string): Source {
  try {
    const text = readFileSync(file, 'utf8')
    const { pictures, nameOf } = picturesBeside(file, kept)
    return { agenda: parseAgenda(text, nameOf), source: digest(text), pictures }
  } catch (error) {
    throw new FileError('agenda', file, error)
  }
}

/** An agenda on the command line is one meeting, however often the server is started; the demo is for an empty house. */
async function firstMeeting({ rooms }: App, { agenda, source }: Source, demo: boolean) {
  const running = rooms.all().some((room) => !room.meeting.archived)
  if (rooms.from(source) || (demo && running)) return
  await rooms.make(agenda, source)
}

function secureServer({ cert, key }: { cert: string; key: string }): Server {
  const read = (file: string) => {
    try {
      return readFileSync(file)
    } catch (error) {
      throw new FileError('tls', file, error)
    }
  }
  const [certText, keyText] = [read(cert), read(key)]
  try {
    return createSecureServer({ ...patience, cert: certText, key: keyText })
  } catch (error) {
    throw new FileError('tls', cert, error)
  }
}

/**
 * How long a request may take to be said, and how often that is looked at. Milliseconds. Often: thousands that came
 * together would else be shown out in one go, and a vote would wait for the last of them.
 */
const patience = { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 250 }

/** Until the house is open: whoever comes is to try again, rather than wait for an answer that never comes. */
const turnAway = (socket: Socket) => void socket.destroy()

function listen(server: Server, port: number, host: string | undefined): Promise<Server> {
  server.maxConnections = 20_000
  server.on('connection', turnAway)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(host && { host }) }, () => {
      server.off('error', reject)
      resolve(server)
    })
  })
}

function describe({ rooms, venue, links }: App, server: Server) {
  const { port } = server.address() as { port: number }
  const running = rooms.all().filter((room) => !room.meeting.archived)
  const meetings = running.map((room) => ({
    code: room.meeting.code,
    title: room.meeting.title,
    ...links.meeting(room),
  }))
  return { url: links.outside(), port, reachable: venue.origin() !== null, organizer: links.organizer(), meetings }
}

await main()
