// The organizer's requests to the server, each with the organizer's key.
import type { Command } from '../../shared/meeting/decide.ts'
import type { Language } from '../../shared/meeting/meeting.ts'
import type { Ack, HouseCommand } from '../../shared/protocol.ts'
import { Refusal, type RefusalMessage } from '../../shared/refusal.ts'

export interface MeetingEntry {
  code: string
  title: string
  language: Language
  archived: boolean
  items: number
  joined: number
  /** Milliseconds since 1970. */
  madeAt: number
  /** Absolute addresses with their keys. */
  links: Record<'join' | 'projector' | 'moderator' | 'kiosk' | 'results', string>
}

/** Of the whole meeting. */
export type Format = 'xlsx' | 'csv' | 'json' | 'agenda' | 'recount'
export type Api = ReturnType<typeof organizerApi>

/** Every request throws a Refusal where the server said no, and any other error where it did not answer. */
export function organizerApi(key: string) {
  async function ask(path: string, body?: string, type = 'application/json'): Promise<Response> {
    const response = await fetch(`/api/meetings${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body }),
    })
    if (!response.ok) throw await refusalOf(response)
    return response
  }
  const exported = (code: string, file: string) => ask(`/${code}/export/${file}`)

  return {
    list: async (): Promise<MeetingEntry[]> => (await ask('')).json(),
    make: async (agenda: string, type: string): Promise<MeetingEntry> => (await ask('', agenda, type)).json(),
    /** Keeps a picture in the house; answers its name. */
    async picture(bytes: Blob): Promise<string> {
      const headers = { authorization: `Bearer ${key}` }
      const response = await fetch('/api/pictures', { method: 'POST', headers, body: bytes })
      if (!response.ok) throw await refusalOf(response)
      return (await response.json()).picture
    },
    agenda: async (code: string) => (await exported(code, 'agenda')).text(),
    /**
     * Hands a file to the browser's downloads; a plain link could not carry the key. `item`: its place on the agenda,
     * for formats that hold one item.
     */
    async download(code: string, format: string, item?: number) {
      const response = await exported(code, item === undefined ? format : `${format}?item=${item}`)
      const name = nameIn(response.headers.get('content-disposition') ?? '') ?? `${code}.${format}`
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await response.blob())
      link.download = name
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    },
    async command(code: string, command: Command | HouseCommand): Promise<Extract<Ack, { ok: true }>> {
      const ack: Ack = await (await ask(`/${code}/commands`, JSON.stringify(command))).json()
      if (!ack.ok) throw refused(ack.refusal)
      return ack
    },
  }
}

const refused = ({ code, ...details }: RefusalMessage) => new Refusal(code, details)

async function refusalOf(response: Response): Promise<Error> {
  const body: { refusal?: RefusalMessage } | null = await response.json().catch(() => null)
  if (body?.refusal) return refused(body.refusal)
  if (response.status === 401 || response.status === 403) return new Refusal('bad-key')
  return new Error(`the server answered ${response.status}`)
}

/** The file name of a Content-Disposition header; the encoded one (RFC 6266) first. */
function nameIn(header: string): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1]
  return encoded ? decodeURIComponent(encoded) : /filename="([^"]+)"/.exec(header)?.[1]
}
