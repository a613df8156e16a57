// The floor: the least a Socket.IO server can do for a roomful of phones. It asks nobody who they are, checks nothing
// and keeps nothing, so no server that does can cost less: what the product costs is told as a ratio to this one,
// measured in the same run. It speaks the product's protocol as far as a crowd has to hear it.
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const http = createServer()
/** The heartbeat is the product's: halls need it, and it is not what is compared. */
const heartbeat = { pingInterval: 5000, pingTimeout: 4000 }
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false, ...heartbeat })
const votes = new Map()
const counts = new Map([...'ABCDE'].map((id) => [id, 0]))
let seq = 0
let live

/** About 200 bytes. */
const tally = () => ({
  seq,
  phase: 'open',
  title: 'One of five',
  cast: votes.size,
  options: [...counts].map(([id, count]) => ({ id, votes: count, weight: count })),
})

const orders = {
  cast({ vote }, socket) {
    votes.set(socket.id, vote)
    counts.set(vote, counts.get(vote) + 1)
    seq += 1
  },
  /** The tally to everybody, so many milliseconds apart; 0 ends it. */
  live({ every }) {
    clearInterval(live)
    if (every > 0) live = setInterval(() => io.emit('view', tally(), { now: Date.now() }), every)
  },
  /** Something to all phones. */
  say({ view }) {
    io.except('wall').emit('view', view, { now: Date.now() })
  },
}

io.on('connection', (socket) => {
  if (socket.handshake.auth.role === 'projector') socket.join('wall')
  socket.emit('view', tally(), { now: Date.now() })
  socket.on('command', (command, ack) => {
    orders[command.type](command, socket)
    ack({ ok: true, seq, now: Date.now() })
  })
})
setInterval(() => io.to('wall').emit('view', tally(), { now: Date.now() }), 100)
process.once('SIGTERM', () => process.exit(0))
http.listen(0, '127.0.0.1', () => {
  const { port } = http.address()
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}`, port, organizer: '', meetings: [] }))
})
