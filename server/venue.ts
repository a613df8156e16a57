// Where the house stands in the network: what phones join by, and what else could be chosen.
import type { Join, Surroundings } from '../shared/meeting/view.ts'
import { answeringOn, bracketed, isConcrete, joinAddress, type Network } from './network.ts'

export interface VenueOptions {
  network: Network
  port: number
  host?: string | undefined
  publicUrl?: string | undefined
  secure?: boolean
  /** What the moderator chose earlier. */
  chosen: string | null
}

export class Venue {
  /** The address the moderator chose; counts while the machine has it. */
  chosen: string | null
  readonly #options: VenueOptions

  constructor(options: VenueOptions) {
    this.#options = options
    this.chosen = options.chosen
  }

  /** As in `http://192.168.0.5:8080`; null where only loopback is known. */
  origin(): string | null {
    return this.#join()?.origin ?? null
  }

  /** For links opened on this computer, when no phone could get through anyway. */
  localOrigin(): string {
    const { host, port } = this.#options
    return `${this.scheme}://${isConcrete(host) ? bracketed(host) : 'localhost'}:${port}`
  }

  get scheme(): 'http' | 'https' {
    return this.#options.secure ? 'https' : 'http'
  }

  join(code: string): Join | null {
    const join = this.#join()
    if (!join) return null
    const url = `${join.origin}/${code}`
    return { url, address: join.host, qr: `/${code}/qr.svg?of=${encodeURIComponent(join.host)}` }
  }

  addresses(): Surroundings['addresses'] {
    const { network, host, publicUrl } = this.#options
    if (publicUrl) return []
    const origin = this.origin()
    return answeringOn(network.ranked(), host).map(({ address, name }) => ({
      address,
      name,
      chosen: origin !== null && new URL(origin).hostname.replace(/^\[|\]$/g, '') === address,
    }))
  }

  #join() {
    const { network, port, host, publicUrl, secure } = this.#options
    return joinAddress({
      ranked: network.ranked(),
      chosen: this.chosen,
      host,
      publicUrl,
      port,
      secure: secure ?? false,
    })
  }
}
