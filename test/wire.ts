// Requests as they stand on the wire: nothing is made tidy on the way.
import { request } from 'node:http'
import { connect } from 'node:net'
import type { House } from './harness.ts'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
}

export function ask({ port }: House, path: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: port, path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, text: Buffer.concat(chunks).toString() }),
      )
    })
    asked.on('upgrade', (answer, socket) => {
      socket.destroy()
      resolve({ status: answer.statusCode!, headers: answer.headers, text: '' })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Sends a request line as it is; without a host, the line ends. */
export function wire({ port }: House, line: string, host = true) {
  return new Promise<{ status: number; text: string }>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.\d (\d{3})/.exec(text)?.[1]), text }))
    const close = host ? () => {} : () => socket.end()
    socket.write(`${line}\r\n${host ? `Host: 127.0.0.1:${port}\r\nConnection: close\r\n` : ''}\r\n`, close)
  })
}

/** The organizer's header. */
export const organizer = (house: House) => ({ authorization: `Bearer ${house.app.rooms.organizerKey}` })
