// The address phones join by: chosen from what the machine has, and watched for change.
import { createSocket } from 'node:dgram'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { type Address, type Interfaces, rank } from './network-rank.ts'

export interface Network {
  /** What a phone could join by, best first. */
  ranked(): Address[]
  /** Every address of the machine itself, whatever it is good for. */
  own(): string[]
  stop(): void
}

export interface Watch {
  /** Milliseconds between looks. */
  every?: number
  read?: () => Interfaces
  route?: () => Promise<string | undefined>
  onChange(ranked: Address[]): void
}

/** Looks at once, then again and again; tells when the ranked list is another one. Keeps no process alive. */
export async function watchNetwork({
  every = 2000,
  read = networkInterfaces,
  route = routedAddress,
  onChange,
}: Watch): Promise<Network> {
  let ranked: Address[] = []
  let own: string[] = []
  let timer: NodeJS.Timeout
  let stopped = false

  async function look() {
    const interfaces = readable(read)
    own = Object.values(interfaces).flatMap((entries) => (entries ?? []).map(({ address }) => address))
    const before = JSON.stringify(ranked)
    ranked = rank(interfaces, await route())
    return JSON.stringify(ranked) !== before
  }

  function again() {
    timer = setTimeout(async () => {
      const changed = await look()
      if (stopped) return
      if (changed) onChange(ranked)
      again()
    }, every).unref()
  }

  await look()
  again()
  return {
    ranked: () => ranked,
    own: () => own,
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** Some systems (Android) forbid the question; then no address is known. */
function readable(read: () => Interfaces): Interfaces {
  try {
    return read()
  } catch {
    return {}
  }
}

/**
 * The machine's own address on the default route. Connecting a datagram socket only asks the system for a route: no
 * packet leaves, and no internet is needed. Undefined where there is no route.
 */
export function routedAddress(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const finish = (error?: Error) => {
      const address = error ? undefined : socket.address().address
      socket.close()
      resolve(address)
    }
    socket.once('error', finish)
    // 192.0.2.1 is set aside for documentation (RFC 5737): nobody has it.
    socket.connect(9, '192.0.2.1', finish)
  })
}

export interface JoinChoice {
  ranked: readonly Address[]
  /** What the moderator chose; counts only while the machine still has it. */
  chosen?: string | null | undefined
  /** What the server listens on, as given by `--host`. */
  host?: string | undefined
  publicUrl?: string | undefined
  port: number
  /** Whether the server itself speaks TLS. */
  secure?: boolean
}

export interface JoinAddress {
  /** As in `http://192.168.0.5:8080`. */
  origin: string
  /** The same without the scheme, to be read from a wall. */
  host: string
}

/** Where phones go; null where no phone could get through, so that no QR is shown that leads nowhere. */
export function joinAddress({ ranked, chosen, host, publicUrl, port, secure }: JoinChoice): JoinAddress | null {
  if (publicUrl) return asJoin(new URL(publicUrl))
  const answering = answeringOn(ranked, host)
  const picked = answering.find(({ address }) => address === chosen) ?? answering[0]
  const name = isConcrete(host) ? (picked?.address ?? host) : picked?.address
  if (!name || isLoopback(name)) return null
  return asJoin(new URL(`${secure ? 'https' : 'http'}://${bracketed(name)}:${port}`))
}

/** Those of the ranked addresses the server answers on, given what it listens on: the moderator's choices. */
export function answeringOn(ranked: readonly Address[], host: string | undefined): Address[] {
  if (host === '0.0.0.0') return ranked.filter(({ family }) => family === 'IPv4')
  return ranked.filter(({ address }) => !isConcrete(host) || address === host)
}

/** A host that is one address or name, not all of them. */
export const isConcrete = (host: string | undefined): host is string => !!host && host !== '0.0.0.0' && host !== '::'

const isLoopback = (host: string) => /^(localhost|127\.[\d.]+|::1)$/i.test(host)

export const bracketed = (host: string) => (isIP(host) === 6 ? `[${host}]` : host)

const asJoin = ({ origin, host }: URL): JoinAddress => ({ origin, host })
