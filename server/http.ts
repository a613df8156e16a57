// What is asked over HTTP: the pages, the QR, the health of the server, and the organizer's API.
import type { IncomingMessage, ServerResponse } from 'node:http'
import sirv from 'sirv'
import { published } from '../shared/meeting/receipt.ts'
import type { View } from '../shared/meeting/view.ts'
import { Refusal, type RefusalDetails } from '../shared/refusal.ts'
import type { Admission } from './admit.ts'
import type { AllowedHosts } from './allowed-hosts.ts'
import { type Api, BODY_LIMIT } from './api.ts'
import { readCode } from './code.ts'
import type { Measurements } from './metrics.ts'
import { phonePage } from './phone-page.ts'
import { PICTURE_LIMIT, type Pictures } from './pictures.ts'
import { qrSvg } from './qr.ts'
import { refusalOf } from './refusal-of.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import type { Venue } from './venue.ts'

export interface HttpOptions {
  /** Folder of the built pages; null where something else serves them (development). */
  pages: string | null
  rooms: Rooms
  admission: Admission
  venue: Venue
  hosts: AllowedHosts
  api: Api
  pictures: Pictures
  measured: Measurements
  /** What a meeting's phones see now. */
  seen: (room: Room) => View<'phone'>
  log: (message: string) => void
}

/** Right for plain http: nothing here asks a browser for https. */
const headers = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const pageOf: Record<string, string> = {
  '': '/phone.html',
  screen: '/projector.html',
  moderate: '/moderator.html',
  kiosk: '/kiosk.html',
  scrutineer: '/scrutineer.html',
  results: '/results.html',
}

const statusOf: Partial<Record<Refusal['code'], number>> = {
  'bad-key': 401,
  'no-meeting': 404,
  'slow-down': 429,
  'not-saved': 503,
  failed: 500,
}

export function httpHandler(options: HttpOptions) {
  const { pages, rooms, admission, venue, hosts, api, pictures, measured, seen, log } = options
  const forPhones = pages === null ? null : phonePage(pages)
  const serve =
    pages === null
      ? null
      : sirv(pages, {
          brotli: true,
          gzip: true,
          etag: true,
          setHeaders(response, path) {
            // Files under /assets carry a hash of their content in their name.
            const kept = path.startsWith('/assets/')
            response.setHeader('Cache-Control', kept ? 'public, max-age=31536000, immutable' : 'no-cache')
          },
        })

  /** `next` takes over what is not for this server (in development: Vite's pages). */
  return async function handle(request: IncomingMessage, response: ServerResponse, next?: () => void): Promise<void> {
    for (const [name, value] of Object.entries(headers)) if (next === undefined) response.setHeader(name, value)
    const { headers: asked } = request
    if (!hosts.hostAllowed(asked.host)) return end(response, 421, 'text/plain', 'wrong host')
    if (!hosts.originAllowed(asked.origin)) return end(response, 403, 'text/plain', 'wrong origin')
    try {
      await route(request, response, next)
    } catch (error) {
      const refusal = refusalOf(error, log)
      if (response.headersSent) return void response.destroy()
      json(response, statusOf[refusal.code] ?? 400, { refusal })
    }
  }

  async function route(request: IncomingMessage, response: ServerResponse, next?: () => void): Promise<void> {
    const address = request.url ?? '/'
    if (!URL.canParse(address, 'http://spotvote')) return end(response, 404, 'text/plain', 'not found')
    const { pathname, searchParams } = new URL(address, 'http://spotvote')
    if (pathname === '/healthz') {
      const failing = rooms.all().some((room) => ['failing', 'failed'].includes(room.storage))
      return json(response, failing ? 503 : 200, { ok: !failing, meetings: rooms.all().length })
    }
    if (pathname === '/metrics') return end(response, 200, measured.contentType, await measured.text())
    if (pathname.startsWith('/api/')) return answerApi(request, response, pathname, searchParams)
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'text/plain', 'GET only')
    const [, code = '', place = '', ...rest] = pathname.split('/')
    if (place === 'qr.svg' && readCode(code)) return answerQr(response, code)
    if (place === 'receipts' && readCode(code)) return answerReceipts(response, code, searchParams.get('round'))
    if (code === 'pictures') return answerPicture(response, [place, ...rest].join('/'))
    const page = rest.length > 0 ? undefined : pageFor(code, place)
    if (page === pageOf[''] && answerPhone(request, response, code)) return
    if (page) request.url = page
    if (!serve) return next?.()
    // No page is long enough for ranges, and one that ends before it begins would be thrown, not answered.
    delete request.headers.range
    serve(request, response, () => end(response, 404, 'text/plain', 'not found'))
  }

  function answerQr(response: ServerResponse, code: string) {
    const join = venue.join(admission.find(code).meeting.code)
    if (!join) return end(response, 404, 'text/plain', 'no network')
    response.setHeader('Cache-Control', 'no-cache')
    end(response, 200, 'image/svg+xml', qrSvg(join.url))
  }

  /** Votes and codes of a round whose result is out, for whoever reads results. */
  function answerReceipts(response: ServerResponse, code: string, id: string | null) {
    const rounds = admission.find(code).meeting.items.flatMap(({ rounds }) => rounds)
    const round = rounds.find((round) => round.id === id)
    const list = round ? published(round) : null
    response.setHeader('Cache-Control', 'no-cache')
    if (list) json(response, 200, list)
    else end(response, 404, 'text/plain', 'no receipts')
  }

  /** The phone's page as it is now, where the code says of which meeting; whoever guesses codes gets the plain one. */
  function answerPhone({ headers }: IncomingMessage, response: ServerResponse, code: string): boolean {
    const view = code && forPhones ? viewOf(code) : null
    if (!view || !forPhones?.carries(view)) return false
    const { coding, body } = forPhones.with(view, headers['accept-encoding'])
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('Content-Length', body.length)
    response.setHeader('Vary', 'Accept-Encoding')
    if (coding !== 'identity') response.setHeader('Content-Encoding', coding)
    end(response, 200, 'text/html;charset=utf-8', body)
    return true
  }

  function viewOf(code: string) {
    try {
      return seen(admission.find(code))
    } catch (error) {
      refusalOf(error, log)
      return null
    }
  }

  async function answerPicture(response: ServerResponse, name: string) {
    const picture = await pictures.find(name)
    if (!picture) return end(response, 404, 'text/plain', 'not found')
    // Its name is the digest of its content.
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
    end(response, 200, picture.type, picture.bytes)
  }

  async function answerApi(
    request: IncomingMessage,
    response: ServerResponse,
    pathname: string,
    query: URLSearchParams,
  ) {
    const { status, body, file } = await api.answer(request.method ?? 'GET', pathname, {
      authorization: request.headers.authorization,
      origin: `${venue.scheme}://${request.headers.host}`,
      query,
      body: async () => (await read(request, BODY_LIMIT, tooLong)).toString('utf8'),
      picture: () => read(request, PICTURE_LIMIT, { field: 'picture', expected: { what: 'picture' } }),
    })
    response.setHeader('Cache-Control', 'no-store')
    if (!file) return json(response, status, body)
    // RFC 6266 with RFC 8187: the title of a meeting is seldom ASCII.
    response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    end(response, status, file.type, file.content)
  }
}

function pageFor(code: string, place: string): string | undefined {
  if (code === 'organize' && place === '') return '/organizer.html'
  if (code !== '' && !readCode(code)) return undefined
  return code === '' && place !== '' ? undefined : pageOf[place]
}

const tooLong: RefusalDetails = { field: 'body', expected: { what: 'shorter', limit: BODY_LIMIT } }

/** Refuses `invalid`, as `beyond` says it, what has more bytes than `limit`. */
async function read(request: IncomingMessage, limit: number, beyond: RefusalDetails): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw new Refusal('invalid', beyond)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  end(response, status, 'application/json; charset=utf-8', JSON.stringify(body))

function end(response: ServerResponse, status: number, type: string, body: string | Buffer) {
  response.statusCode = status
  response.setHeader('Content-Type', type)
  response.end(body)
}
