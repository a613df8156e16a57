// Puts the house together: rooms on a store, sockets and pages on one http server.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { admission } from './admit.ts'
import { allowedHosts } from './allowed-hosts.ts'
import { openApi } from './api.ts'
import { guessingAlarm } from './guessing.ts'
import { houseCommands } from './house-commands.ts'
import { httpHandler } from './http.ts'
import { limits } from './limits.ts'
import { houseLinks } from './links.ts'
import { type Measurements, measurements } from './metrics.ts'
import { bracketed, watchNetwork } from './network.ts'
import type { Interfaces } from './network-rank.ts'
import { type Pictures, picturesInMemory } from './pictures.ts'
import { watchReach } from './reach.ts'
import { Rehearsals } from './rehearsal/rehearsals.ts'
import type { Programs } from './rehearsal/stage.ts'
import { Rooms } from './rooms.ts'
import { type Jump, watchSleep } from './sleep.ts'
import { openSockets } from './sockets.ts'
import type { Store } from './store/store.ts'
import { Venue } from './venue.ts'

export interface AppOptions {
  store: Store
  /** Already listening: links and allowed hosts need its port. */
  server: Server
  /** In memory where nothing is said. */
  pictures?: Pictures
  /** Folder of the built pages; null in development. */
  pages: string | null
  host?: string | undefined
  publicUrl?: string | undefined
  secure?: boolean
  /** Of this house alone where nothing is said. */
  measured?: Measurements
  /** Those of a rehearsal; without them one can be run from outside only. */
  programs?: Programs | null
  log: (message: string) => void
  clock?: () => number
  /** The machine's interfaces, for tests. */
  interfaces?: () => Interfaces
}

/** Opens every stored meeting and takes connections on the server. Throws `StoreError`. */
export async function openApp({
  store,
  server,
  pages,
  log,
  clock,
  interfaces,
  pictures = picturesInMemory(),
  measured = measurements(),
  programs = null,
  ...place
}: AppOptions) {
  const { port } = server.address() as AddressInfo
  let sleep: ReturnType<typeof watchSleep> | undefined
  const checkTime = () => sleep?.check()
  const onopen = () => rehearsals.live()
  const rooms = await Rooms.open({ store: measured.measured(store), log, checkTime, onopen, ...(clock && { clock }) })
  // A clock that tests turn jumps as they please.
  if (!clock) sleep = watchSleep(awoken)
  const network = await watchNetwork({ onChange: () => moved(), ...(interfaces && { read: interfaces }) })
  const venue = new Venue({ ...place, network, port, chosen: rooms.address })
  const reach = watchReach(server, network.own, () => sockets.surroundingsChanged())
  settle()
  const hosts = allowedHosts({ ...place, own: network.own, port })
  const alarm = guessingAlarm(guessed)
  const limit = limits(undefined, alarm.ring)
  const admit = admission(rooms, limit)
  const links = houseLinks(rooms, venue)
  const onchange = () => sockets.surroundingsChanged()
  const rehearsals = new Rehearsals({ rooms, venue, programs, log, onchange })
  const commands = houseCommands({ rooms, venue, links, rehearsals, onaddress: onchange })
  // Before the sockets: they take over the listeners there are, and hand on only what is not theirs.
  if (pages !== null) server.on('request', (request, response) => void handle(request, response))
  const house = () => ({
    rehearsal: rehearsals.state,
    guessing: alarm.on(),
    reached: reach.reached(),
    lost: reach.lost(),
  })
  const doors = { rooms, admission: admit, commands }
  const sockets = openSockets(server, { ...doors, hosts, limits: limit, measured, venue, house, log })
  const api = openApi({ ...doors, rehearsals, links, pictures, turnOut: sockets.turnOut })
  const { seen } = sockets
  const handle = httpHandler({ pages, rooms, admission: admit, venue, hosts, api, pictures, measured, seen, log })
  measured.watch('connections', 'Connections there are', sockets.connected)
  measured.watch('seats', 'Seats taken', () => rooms.all().reduce((sum, { meeting }) => sum + meeting.voters.size, 0))

  function moved() {
    log(`the network changed: phones now join at ${venue.origin() ?? 'no address'}`)
    settle()
    sockets.surroundingsChanged()
  }

  function settle() {
    const origin = venue.origin()
    const isAt = (host: string, own: string) => host === own || host.startsWith(`${own}:`)
    reach.moved(origin && new URL(origin).host, (host) => network.own().some((own) => isAt(host, bracketed(own))))
  }

  function guessed(on: boolean) {
    log(
      on ? 'somebody is trying out codes or keys: they are slowed down' : 'nobody is trying out codes or keys any more',
    )
    sockets.surroundingsChanged()
  }

  function awoken(jump: Jump) {
    log(`time jumped by ${Math.round(jump.by / 1000)} s: this machine was asleep or held, or its clock was set`)
    rooms.jumped(jump)
  }

  return {
    rooms,
    venue,
    links,
    handle,
    /** Drains: nobody new, what is decided gets written, then the store lets go. */
    async close() {
      network.stop()
      reach.stop()
      sleep?.stop()
      await rehearsals.stop()
      sockets.drain()
      await rooms.close()
      // The last answers are on their way now.
      await setImmediate()
      await sockets.close()
      await store.close()
    },
  }
}

export type App = Awaited<ReturnType<typeof openApp>>
