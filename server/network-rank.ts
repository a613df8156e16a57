// Which of the machine's addresses a phone in the room can most likely reach.
import type { NetworkInterfaceInfo, networkInterfaces } from 'node:os'

export type Interfaces = ReturnType<typeof networkInterfaces>

/** From most to least likely to be reached by a phone: `rank` sorts by this order. */
const addressKinds = ['private', 'public', 'cgnat', 'vpn', 'virtual', 'link-local'] as const
type AddressKind = (typeof addressKinds)[number]

export interface Address {
  address: string
  /** The interface, as the system calls it. */
  name: string
  family: 'IPv4' | 'IPv6'
  kind: AddressKind
}

const vpn =
  /^(utun|tun|tap|wg|ppp|ipsec|zt|feth|ham\d|nebula|nordlynx|proton|gpd|cscotun|pangp)|tailscale|zerotier|wireguard|openvpn|wintun|hamachi|radmin|cloudflarewarp|vpn/i
const virtual =
  /^(docker|br-|veth(?!ernet)|virbr|vmnet|vboxnet|vnic|lxcbr|lxdbr|incusbr|podman|cni|flannel|cali|kube|dummy)|virtualbox|vmware|parallels|\bwsl\b|npcap|default switch/i
/** Hyper-V gives a switch the address of the real adapter under it, or makes one up; only the route tells. */
const hyperV = /^vethernet/i
/** Peer-to-peer radio of Apple machines, which nobody joins by address. */
const neverJoined = /^(awdl|llw)/
/** A network the machine itself hands out: macOS sharing, Windows and Linux hotspots, Bluetooth. Real, but second. */
const sharing = /^(bridge\d|ap\d|bnep|pan\d|bluetooth|local area connection\*|로컬 영역 연결\*)/i
const wireless = /^(wl|wi-?fi|무선|wireless|airport)/i

/**
 * The host's side of VirtualBox and VMware, whose adapters on Windows may be called plainly "Ethernet 3"; and Docker's
 * own, which is also what a container sees of itself.
 */
const virtualMac = /^(0a:00:27:|00:50:56:c0:00:|02:42:)/i

/**
 * The addresses a phone could join by, best first. `routed` is the address on the default route, where known.
 * IPv6 appears only where no real adapter has an IPv4 address. Interfaces keep no order of their own, so that the same
 * network always ranks the same.
 */
export function rank(interfaces: Interfaces, routed?: string): Address[] {
  const found = Object.keys(interfaces)
    .filter((name) => !neverJoined.test(name))
    .sort(byName)
    .flatMap((name) => (interfaces[name] ?? []).map((entry) => place(name, entry, routed)))
    .filter((address) => address !== null)
  const ipv4 = found.filter(({ family }) => family === 'IPv4')
  const joinable = ipv4.some(isReal) ? ipv4 : found
  const order = (address: Address) => sortKey(address, routed)
  return joinable.sort((a, b) => order(a) - order(b))
}

const isReal = ({ kind }: Address) => kind === 'private' || kind === 'public' || kind === 'cgnat'

const byName = new Intl.Collator('en', { numeric: true }).compare

/** Kind first; then adapters before shared networks, the default route before others, and Wi-Fi before cable. */
function sortKey({ kind, name, address }: Address, routed: string | undefined): number {
  const flags = [sharing.test(name), address !== routed, !wireless.test(name)]
  return flags.reduce((key, flag) => key * 2 + Number(flag), addressKinds.indexOf(kind))
}

function place(name: string, entry: NetworkInterfaceInfo, routed: string | undefined): Address | null {
  if (entry.internal) return null
  const { address, family } = entry
  const range = family === 'IPv4' ? range4(address) : range6(address)
  if (range === 'never') return null
  return { address, name, family, kind: range === 'link-local' ? range : (kindOf(name, entry, routed) ?? range) }
}

function kindOf(name: string, entry: NetworkInterfaceInfo, routed: string | undefined): AddressKind | undefined {
  if (virtual.test(name) || virtualMac.test(entry.mac) || isWslGuest(entry)) return 'virtual'
  if (hyperV.test(name) && entry.address !== routed) return 'virtual'
  return vpn.test(name) ? 'vpn' : undefined
}

/** Windows puts Linux on a /20 of 172.16/12 behind its own translation, where no phone gets in. */
function isWslGuest({ mac, netmask, address }: NetworkInterfaceInfo): boolean {
  return mac.startsWith('00:15:5d') && netmask === '255.255.240.0' && address.startsWith('172.')
}

type Range = AddressKind | 'never'

/** Ranges of RFC 1918, 3927, 6598; 192.0.0.0/24 is a machine's own end of IPv6 translation (RFC 7335). */
function range4(address: string): Range {
  const [a = 0, b = 0, c = 0] = address.split('.').map(Number)
  if (a === 0 || a === 127 || a >= 224 || (a === 192 && b === 0 && c === 0)) return 'never'
  if (a === 169 && b === 254) return 'link-local'
  if (a === 10 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b < 32)) return 'private'
  if (a === 100 && b >= 64 && b < 128) return 'cgnat'
  // The benchmarking range, which tunnels use for made-up addresses.
  return a === 198 && (b === 18 || b === 19) ? 'vpn' : 'public'
}

/** Unique local (fc00::/7) and global (2000::/3) addresses; the rest needs a zone or leads nowhere. */
function range6(address: string): Range {
  if (/^f[cd]/i.test(address)) return 'private'
  return /^[23][0-9a-f]{3}:/i.test(address) ? 'public' : 'never'
}
