// The line where WebSockets do not get through: Socket.IO's own client, which can also ask again and again over HTTP.
import { io, type Socket } from 'socket.io-client'
import type { ClientToServer, ServerToClient } from '../shared/protocol.ts'
import type { RefusalMessage } from '../shared/refusal.ts'
import type { Line, Listener } from './line.ts'

export function openPolling(listener: Listener): Line {
  const socket: Socket<ServerToClient, ClientToServer> = io({
    auth: (done) => done(listener.auth()),
    reconnectionDelay: 300,
    reconnectionDelayMax: 3000,
    timeout: 5000,
  })
  socket.on('view', (view, envelope) => listener.view(view, envelope))
  socket.on('connect', () => listener.up())
  socket.on('disconnect', (reason) => {
    listener.down(reason === 'ping timeout' || reason === 'io client disconnect' ? 'network' : 'host')
    // The server turned us out: only asking again tells why.
    if (reason === 'io server disconnect') socket.connect()
  })
  socket.on('connect_error', (error: Error & { data?: RefusalMessage }) => {
    listener.down('host')
    if (error.data) listener.refused(error.data)
  })
  return {
    send: (command, timeout) => socket.timeout(timeout).emitWithAck('command', command),
    redial: () => void socket.disconnect().connect(),
    close: () => void socket.disconnect(),
  }
}
