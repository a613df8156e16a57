// The line to the server: Socket.IO's protocol over a bare WebSocket, as much of it as a page needs (SPEC P).
import type { Audience, View } from '../shared/meeting/view.ts'
import type { Ack, Auth, ClientToServer, Envelope } from '../shared/protocol.ts'
import type { RefusalMessage } from '../shared/refusal.ts'

/** Who hears what comes in, and says what the handshake says. */
export interface Listener {
  auth(): Auth
  up(): void
  view(view: View<Audience>, envelope: Envelope): void
  /** `host`: the other end closed. `network`: it was not heard any more, or this page hung up. */
  down(why: 'host' | 'network'): void
  /** Turned away at the door; the line stays down until it is dialled again. */
  refused(refusal: RefusalMessage): void
  /** Dialled in vain, and never got through. */
  blocked?(): void
}

export type Sent = Parameters<ClientToServer['command']>[0]

export interface Line {
  /** Rejects when the line is lost, or without an answer after `timeout` milliseconds. */
  send(command: Sent, timeout: number): Promise<Ack>
  /** Hangs up, should it be connected, and connects anew. */
  redial(): void
  close(): void
}

/** How long a server may take to take the call. Milliseconds. */
const TIMEOUT = 5000
/** Before dialling again, after so many tries in vain; no two phones of a room at the same moment. Milliseconds. */
const pause = (tries: number) => Math.min(300 * 2 ** tries, 3000) * (0.5 + Math.random())

export function openLine(listener: Listener): Line {
  let socket: WebSocket | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  let through = false
  let connected = false
  /** Milliseconds after which a server that is not heard is gone. */
  let silence = 0
  let number = 0
  const waiting = new Map<number, { answer: (ack: Ack) => void; lost: (error: Error) => void }>()

  function dial() {
    if (!window.WebSocket) return missed()
    socket = new WebSocket(`${location.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
    socket.onmessage = ({ data }) => hear(String(data))
    socket.onclose = () => lost('host')
    timer = setTimeout(() => lost('host'), TIMEOUT)
  }

  function hang() {
    clearTimeout(timer)
    connected = false
    if (socket) {
      // A dead connection closes late: whatever it still has to say is of no interest.
      socket.onmessage = socket.onclose = null
      socket.close()
      socket = null
    }
    for (const { lost } of waiting.values()) lost(new Error('the line was lost'))
    waiting.clear()
  }

  function lost(why: 'host' | 'network') {
    hang()
    listener.down(why)
    missed()
  }

  function missed() {
    timer = setTimeout(dial, pause(tries++))
    if (!through && tries > 1) listener.blocked?.()
  }

  function listen() {
    clearTimeout(timer)
    timer = setTimeout(() => lost('network'), silence)
  }

  /** Engine.IO packets: 0 open, 2 ping, 4 message; a message is a packet of Socket.IO. */
  function hear(text: string) {
    const [type, inner] = text
    if (type === '0') {
      const { pingInterval, pingTimeout } = JSON.parse(text.slice(1)) as { pingInterval: number; pingTimeout: number }
      silence = pingInterval + pingTimeout
      through = true
      listen()
      socket!.send(`40${JSON.stringify(listener.auth())}`)
    } else if (type === '2') {
      listen()
      socket!.send('3')
    } else if (type === '4') receive(inner, text.slice(2))
  }

  /** Socket.IO packets: 0 connected, 1 turned out, 2 event, 3 acknowledgement, 4 refused at the door. */
  function receive(type: string | undefined, text: string) {
    if (type === '0') {
      tries = 0
      connected = true
      listener.up()
    } else if (type === '1') {
      hang()
      listener.down('host')
      // Only asking again tells why.
      dial()
    } else if (type === '2') {
      const [event, ...args] = JSON.parse(text) as [string, View<Audience>, Envelope]
      if (event === 'view') listener.view(...args)
    } else if (type === '3') {
      const start = text.indexOf('[')
      waiting.get(Number(text.slice(0, start)))?.answer((JSON.parse(text.slice(start)) as [Ack])[0])
    } else if (type === '4') {
      hang()
      listener.down('host')
      const { data } = JSON.parse(text) as { data?: RefusalMessage }
      if (data) listener.refused(data)
      else missed()
    }
  }

  dial()
  return {
    async send(command, timeout) {
      const id = number++
      let late: ReturnType<typeof setTimeout> | undefined
      const answer = new Promise<Ack>((answer, lost) => {
        waiting.set(id, { answer, lost })
        late = setTimeout(() => lost(new Error('no answer')), timeout)
      })
      socket?.send(`42${id}${JSON.stringify(['command', command])}`)
      return answer.finally(() => {
        clearTimeout(late)
        waiting.delete(id)
      })
    },
    redial() {
      const hung = connected
      hang()
      if (hung) listener.down('network')
      dial()
    },
    close() {
      hang()
    },
  }
}
