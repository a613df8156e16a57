// The sockets: handshake, audiences, commands in and views out. The only user of socket.io.
import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http'
import { Server, type Socket } from 'socket.io'
import * as v from 'valibot'
import type { Audience } from '../shared/meeting/view.ts'
import { parse } from '../shared/parse.ts'
import type { Ack, ClientToServer, ServerToClient } from '../shared/protocol.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Admission } from './admit.ts'
import type { AllowedHosts } from './allowed-hosts.ts'
import { Desk, type Line, type OfHouse, type Wire } from './desk.ts'
import type { HouseCommands, Result } from './house-commands.ts'
import type { Bucket, Limits } from './limits.ts'
import type { Measurements } from './metrics.ts'
import { refusalOf } from './refusal-of.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import type { Venue } from './venue.ts'

type SocketLine = Socket<ClientToServer, ServerToClient, Record<string, never>, Line['data']>

export interface SocketOptions {
  rooms: Rooms
  admission: Admission
  hosts: AllowedHosts
  limits: Limits
  measured: Measurements
  venue: Venue
  commands: HouseCommands
  /** What the desks of all meetings show of the house. */
  house: () => OfHouse
  log: (message: string) => void
}

const MOST = 40
const withType = v.looseObject({ type: v.pipe(v.string(), v.maxLength(MOST)) })
/** Anything with a type: what else there must be, the command of that type says. Refuses `invalid`. */
function typed(input: unknown): { type: string } {
  const type = (input as { type?: unknown } | null | undefined)?.type
  return typeof type === 'string' && type.length <= MOST ? (input as { type: string }) : parse(withType, input)
}

/** Messages that may wait for a slow connection beside the one on its way. */
const PATIENCE = 2
const isBehind = ({ conn }: SocketLine) =>
  (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length >= PATIENCE

/** After which a device's bucket is full, however much was taken. Milliseconds. */
const FULL_AGAIN = 4000

/** How long a connection may be there without having been let in. Milliseconds. */
const AT_THE_DOOR = 5000

/** Who has knocked waits for the house, however slow its disk: shown out meanwhile they would come again, as a second seat. */
function hold({ client }: Pick<Socket, 'client'>) {
  const held = client as unknown as { connectTimeout: NodeJS.Timeout | undefined }
  clearTimeout(held.connectTimeout)
  return () => {
    held.connectTimeout = setTimeout(() => client.conn.close(), AT_THE_DOOR)
  }
}

export function openSockets(http: HttpServer, options: SocketOptions) {
  const { rooms, admission, hosts, limits, measured, venue, commands, house, log } = options
  let open = true
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, Line['data']>(http, {
    serveClient: false,
    // Compression costs ten times the memory of a phone and gains nothing on views this small.
    perMessageDeflate: false,
    httpCompression: false,
    // Every command fits; agendas come over HTTP.
    maxHttpBufferSize: 16_384,
    // A dead link is noticed within 9 s on both ends.
    pingInterval: 5000,
    pingTimeout: 4000,
    connectTimeout: AT_THE_DOOR,
  })
  // Of every request: `allowRequest` would be asked of the first one of a session only.
  io.engine.use((request: IncomingMessage, response: ServerResponse, next: (error?: Error) => void) => {
    if (ours(request)) return next()
    response.writeHead(403)
    next(new Error('a stranger'))
  })
  const desks = new Map<Room, Desk>()
  /** Connections that were left out of a view because they have not read the last ones. */
  const waiting = new WeakSet<SocketLine>()
  const buckets = new Map<string, { bucket: Bucket; lines: number }>()

  const members = (name: string) => io.sockets.adapter.rooms.get(name) ?? new Set<string>()
  const lines = (name: string) => [...members(name)].flatMap((id) => io.sockets.sockets.get(id) ?? [])
  function behindIn(name: string): SocketLine[] {
    const behind: SocketLine[] = []
    for (const id of members(name)) {
      const line = io.sockets.sockets.get(id)
      if (line && isBehind(line)) behind.push(line)
    }
    return behind
  }
  const wire: Wire = {
    send(name, view, envelope) {
      const behind = behindIn(name)
      measured.views.inc({ audience: view.audience }, members(name).size - behind.length)
      io.to(name)
        .except(behind.map(({ id }) => id))
        .emit('view', view, envelope)
      for (const line of behind) awaitDrain(line)
    },
    size: (name) => members(name).size,
    lines,
  }
  const ours = ({ headers }: IncomingMessage) => hosts.hostAllowed(headers.host) && hosts.originAllowed(headers.origin)

  rooms.each((room) => desks.set(room, new Desk(room, venue, house, wire)), gone)

  io.use(async (socket, next) => {
    if (!open) return
    const letGo = hold(socket)
    try {
      socket.data.guest = await admission.guest(socket.handshake.auth)
      measured.admissions.inc({ result: 'ok' })
      next()
    } catch (error) {
      const refusal = refusalOf(error, log)
      measured.admissions.inc({ result: refusal.code })
      letGo()
      next(Object.assign(new Error('refused'), { data: refusal.toJSON() }))
    }
  })

  io.on('connection', (socket: SocketLine) => {
    const { room } = socket.data.guest
    const desk = desks.get(room)
    // Removed between the handshake and now.
    if (!desk) return socket.disconnect(true)
    try {
      desk.enter(socket)
    } catch (error) {
      refusalOf(error, log)
      return socket.disconnect(true)
    }
    const key = socket.data.guest.voter ?? socket.id
    const meter = buckets.get(key) ?? { bucket: limits.commands(), lines: 0 }
    meter.lines += 1
    buckets.set(key, meter)
    socket.on('command', async (input: unknown, ack: unknown) => {
      // Whoever hears nothing asks again, of the server that comes after this one.
      if (!open) return
      const answer = (message: Ack) => typeof ack === 'function' && ack(message)
      let type = 'unknown'
      try {
        if (!meter.bucket.take()) throw new Refusal('slow-down')
        const command = typed(input)
        type = command.type
        const { role, voter } = socket.data.guest
        const own = commands.carryOut(command, socket.data.guest)
        const result = own
          ? await ofTheHouse(own, room)
          : { seq: await room.handle(command, { role, ...(voter && { voter }) }) }
        if (type === 'cast') desk.voted(socket)
        measured.commands.inc({ type, result: 'ok' })
        answer({ ok: true, now: room.now(), ...result })
      } catch (error) {
        const refusal = refusalOf(error, log)
        measured.commands.inc({ type: refusal.code === 'unknown-command' ? 'unknown' : type, result: refusal.code })
        answer({ ok: false, refusal: refusal.toJSON() })
      }
    })
    socket.on('disconnect', () => {
      desk.leave(socket)
      meter.lines -= 1
      // Kept until it would be full again: coming back is no way around it.
      setTimeout(() => meter.lines === 0 && buckets.delete(key), FULL_AGAIN).unref()
    })
  })

  /** What the house answers to a command of its own. */
  async function ofTheHouse(result: Result | Promise<Result>, room: Room) {
    const { turnedOut, answer } = await result
    if (turnedOut) turnOut(room, turnedOut)
    return { seq: room.meeting.seq, ...answer }
  }

  /** A connection that was behind gets what the others see now, once it has read what it was sent before. */
  function awaitDrain(line: SocketLine) {
    if (waiting.has(line)) return
    waiting.add(line)
    line.conn.once('drain', () => {
      waiting.delete(line)
      if (line.connected) desks.get(line.data.guest.room)?.show(line)
    })
  }

  /** A meeting was removed: whoever comes back hears that there is none. */
  function gone(room: Room) {
    desks.get(room)?.close()
    desks.delete(room)
    for (const socket of io.sockets.sockets.values()) if (socket.data.guest.room === room) socket.disconnect(true)
  }

  /** Those who came with an old key; coming again they are refused. */
  function turnOut(room: Room, audience: Audience) {
    const desk = desks.get(room)
    if (desk) io.in(desk.name(audience)).disconnectSockets(true)
  }

  return {
    turnOut,
    /** The network or a choice of address changed: everyone who shows the way in must hear. */
    surroundingsChanged() {
      for (const desk of desks.values()) desk.surroundingsChanged()
    },
    /** What a meeting's phones see now. */
    seen: (room: Room) => desks.get(room)!.seen('phone'),
    /** How many there are, over all meetings. */
    connected: () => io.sockets.sockets.size,
    /** Nobody new, and no more commands; views and answers still go out. */
    drain() {
      open = false
    },
    async close() {
      for (const desk of desks.values()) desk.close()
      await io.close()
    },
  }
}
