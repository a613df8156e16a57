// Which names this server answers to: a page of somebody else must not reach it by pointing its own name here.
import { hostname } from 'node:os'
import { bracketed, isConcrete } from './network.ts'

export interface HostRules {
  /** Every address of the machine, asked anew each time because it may change. */
  own: () => readonly string[]
  /** The port listened on. */
  port: number
  /** What the server listens on, as given by `--host`. */
  host?: string | undefined
  publicUrl?: string | undefined
  /** Whether the server itself speaks TLS. */
  secure?: boolean
  /** The machine's name. */
  machine?: string
}

export interface AllowedHosts {
  /** For a `Host` header. */
  hostAllowed(header: string | undefined): boolean
  /** For an `Origin` header, which only browsers send: may be absent, must be one of ours where it is not. */
  originAllowed(header: string | undefined): boolean
}

const schemePorts: Record<string, number> = { http: 80, https: 443 }

/**
 * Comparing `Origin` with `Host` would not do: a name that is pointed here anew (DNS rebinding) makes both agree.
 * Hence a list of names, each with its port.
 */
export function allowedHosts({ own, port, host, publicUrl, secure, machine = hostname() }: HostRules): AllowedHosts {
  const scheme = secure ? 'https' : 'http'
  const ours = publicUrl ? new URL(publicUrl) : null
  const publicScheme = ours?.protocol.slice(0, -1) ?? scheme
  const publicName = ours ? withPort(ours.host, publicScheme) : null
  const label = machine.split('.')[0]
  const names = ['localhost', '127.0.0.1', '[::1]', machine, `${label}.local`]
  if (isConcrete(host)) names.push(bracketed(host))
  const fixed = new Set(names.map((name) => `${name.toLowerCase()}:${port}`))

  function allowed(header: string, scheme: string): boolean {
    const name = withPort(header, scheme)
    if (!name) return false
    return fixed.has(name) || name === publicName || own().some((address) => `${bracketed(address)}:${port}` === name)
  }

  return {
    // A proxy may pass on the public name, whose scheme need not be ours.
    hostAllowed: (header) => header !== undefined && (allowed(header, scheme) || allowed(header, publicScheme)),
    originAllowed(header) {
      if (header === undefined) return true
      const [, scheme, host] = /^(https?):\/\/([^/]+)$/i.exec(header) ?? []
      return !!scheme && !!host && allowed(host, scheme.toLowerCase())
    },
  }
}

/** `name:port` in lower case, with the scheme's own port where none is written; null for anything else. */
function withPort(host: string, scheme: string): string | null {
  const [, name, port = schemePorts[scheme]] = /^([\w.-]+|\[[\da-f:.]+\])(?::(\d{1,5}))?$/i.exec(host) ?? []
  return name ? `${name.toLowerCase()}:${Number(port)}` : null
}
