// The server inside Vite's development server: a demo meeting in memory, on Vite's own port.
import type { Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import demo from '../agendas/demo.yaml?raw'
import { parseAgenda } from '../shared/formats/agenda.ts'
import { openApp } from './app.ts'
import { memoryStore } from './store/memory.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** @public Loaded by vite.config.ts by name. */
export async function develop(server: Server) {
  const log = (message: string) => console.error(message)
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  const source = (name: string) => [join(here, '../test/run.mjs'), join(here, 'rehearsal', name)]
  const programs = { director: source('director.ts'), crowd: source('crowd.ts') }
  const app = await openApp({ store: memoryStore(), server, pages: null, programs, log })
  const room = await app.rooms.make(parseAgenda(demo))
  log(`organizer  ${app.links.organizer()}`)
  for (const [name, link] of Object.entries(app.links.meeting(room))) log(`${name.padEnd(10)} ${link}`)
  return app
}
