// Which address the QR shows, on machines as they come; and which names the server answers to.
import type { NetworkInterfaceInfo } from 'node:os'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { allowedHosts } from '../../server/allowed-hosts.ts'
import { answeringOn, joinAddress, routedAddress, watchNetwork } from '../../server/network.ts'
import { type Interfaces, rank } from '../../server/network-rank.ts'

interface Extra {
  mac?: string
  netmask?: string
}

function entry(address: string, { mac = '3c:22:fb:10:20:30', netmask = '255.255.255.0' }: Extra = {}) {
  const internal = address.startsWith('127.') || address === '::1'
  const common = { address, netmask, mac, internal, cidr: null }
  return (
    address.includes(':') ? { ...common, family: 'IPv6', scopeid: 0 } : { ...common, family: 'IPv4' }
  ) as NetworkInterfaceInfo
}

type Given = string | string[] | NetworkInterfaceInfo[]

/** `{ en0: '192.168.0.5' }`, with the loopback every machine has. */
function machine(given: Record<string, Given>, loopback = 'lo'): Interfaces {
  const listed = Object.entries(given).map(([name, addresses]) => [
    name,
    [addresses].flat().map((address) => (typeof address === 'string' ? entry(address) : address)),
  ])
  return { [loopback]: [entry('127.0.0.1'), entry('::1')], ...Object.fromEntries(listed) }
}

interface Case {
  on: string
  has: Interfaces
  routed?: string
  /** `kind address`, best first. */
  expected: string[]
}

const cases: Case[] = [
  {
    on: 'a MacBook on Wi-Fi, with the radios Apple adds',
    has: machine(
      {
        awdl0: ['fe80::1c2b:3cff:fe4d:5e6f', '169.254.10.10'],
        llw0: 'fe80::1c2b:3cff:fe4d:5e6f',
        utun0: 'fe80::aaaa:bbbb:cccc:dddd',
        en0: ['fe80::14a2:33ff:fe44:5566', '192.168.0.23', '2001:2d8:e1f4:88::23'],
      },
      'lo0',
    ),
    routed: '192.168.0.23',
    expected: ['private 192.168.0.23'],
  },
  {
    on: 'a Mac with Wi-Fi and a cable, the cable on the default route',
    has: machine({ en0: '192.168.0.23', en7: '10.1.4.9' }, 'lo0'),
    routed: '10.1.4.9',
    expected: ['private 10.1.4.9', 'private 192.168.0.23'],
  },
  {
    on: 'a Mac that shares its connection by Wi-Fi: phones may be on either',
    has: machine({ bridge100: '192.168.2.1', ap1: 'fe80::1', en5: '172.20.10.4' }, 'lo0'),
    routed: '172.20.10.4',
    expected: ['private 172.20.10.4', 'private 192.168.2.1'],
  },
  {
    on: 'a Mac that shares and has nothing else',
    has: machine({ bridge100: '192.168.2.1' }, 'lo0'),
    expected: ['private 192.168.2.1'],
  },
  {
    on: 'a Mac whose VPN takes all traffic',
    has: machine({ utun4: '10.8.0.6', en0: '172.16.30.8' }, 'lo0'),
    routed: '10.8.0.6',
    expected: ['private 172.16.30.8', 'vpn 10.8.0.6'],
  },
  {
    on: 'a Mac with Tailscale and VMware Fusion',
    has: machine({ utun3: '100.101.102.103', vmnet1: '192.168.83.1', vmnet8: '172.16.5.1', en0: '10.0.0.7' }, 'lo0'),
    routed: '10.0.0.7',
    expected: ['private 10.0.0.7', 'vpn 100.101.102.103', 'virtual 192.168.83.1', 'virtual 172.16.5.1'],
  },
  {
    on: 'a Mac on a phone that speaks IPv6 only, where 192.0.0.2 is its own translation',
    has: machine({ en0: ['192.0.0.2', 'fe80::10', '2001:2d8:2010:55::2'] }, 'lo0'),
    routed: '192.0.0.2',
    expected: ['public 2001:2d8:2010:55::2'],
  },
  {
    on: 'Windows in Korean on Wi-Fi, with WSL and the default switch',
    has: machine({
      'vEthernet (Default Switch)': [entry('172.29.96.1', { mac: '00:15:5d:01:02:03', netmask: '255.255.240.0' })],
      'vEthernet (WSL (Hyper-V firewall))': '172.28.0.1',
      '로컬 영역 연결* 2': '169.254.77.12',
      이더넷: '169.254.3.4',
      'Wi-Fi': '192.168.35.88',
    }),
    routed: '192.168.35.88',
    expected: [
      'private 192.168.35.88',
      'virtual 172.29.96.1',
      'virtual 172.28.0.1',
      'link-local 169.254.3.4',
      'link-local 169.254.77.12',
    ],
  },
  {
    on: 'Windows whose cable is under a Hyper-V switch of its own',
    has: machine({ 'vEthernet (External)': '192.168.1.40', 'vEthernet (Internal)': '192.168.200.1' }),
    routed: '192.168.1.40',
    expected: ['private 192.168.1.40', 'virtual 192.168.200.1'],
  },
  {
    on: 'Windows with VirtualBox and VMware adapters, one of them plainly named, and no route known',
    has: machine({
      'Ethernet 3': [entry('192.168.56.1', { mac: '0a:00:27:00:00:0f' })],
      'VMware Network Adapter VMnet8': [entry('192.168.137.5', { mac: '00:50:56:c0:00:08' })],
      'Ethernet 4': [entry('192.168.99.1', { mac: '00:50:56:c0:00:01' })],
      Ethernet: '192.168.10.20',
    }),
    expected: ['private 192.168.10.20', 'virtual 192.168.56.1', 'virtual 192.168.99.1', 'virtual 192.168.137.5'],
  },
  {
    on: 'Windows with its mobile hotspot on, itself on a cable',
    has: machine({ 'Local Area Connection* 10': '192.168.137.1', Ethernet: '10.20.30.40' }),
    routed: '10.20.30.40',
    expected: ['private 10.20.30.40', 'private 192.168.137.1'],
  },
  {
    on: 'Windows with Tailscale, ZeroTier and OpenVPN',
    has: machine({
      'ZeroTier One [8056c2e21c000001]': '10.147.17.5',
      'OpenVPN TAP-Windows6': '10.8.0.2',
      Tailscale: '100.90.80.70',
      'Wi-Fi 2': '192.168.0.77',
    }),
    routed: '192.168.0.77',
    expected: ['private 192.168.0.77', 'vpn 10.8.0.2', 'vpn 100.90.80.70', 'vpn 10.147.17.5'],
  },
  {
    on: 'Linux with Docker, its networks and a virtual machine',
    has: machine({
      docker0: [entry('172.17.0.1', { mac: '02:42:11:22:33:44' })],
      'br-1a2b3c4d5e6f': '172.18.0.1',
      veth12ab34c: 'fe80::42',
      virbr0: '192.168.122.1',
      wlp0s20f3: '192.168.1.101',
    }),
    routed: '192.168.1.101',
    expected: ['private 192.168.1.101', 'virtual 172.18.0.1', 'virtual 172.17.0.1', 'virtual 192.168.122.1'],
  },
  {
    on: 'Linux whose cable is under a bridge',
    has: machine({ br0: '192.168.1.9', tap0: '10.3.0.1' }),
    routed: '192.168.1.9',
    expected: ['private 192.168.1.9', 'vpn 10.3.0.1'],
  },
  {
    on: 'Linux with two adapters on a switch without a gateway: Wi-Fi first, as phones have no cable',
    has: machine({ enp3s0: '192.168.50.10', wlan0: '192.168.60.10' }),
    expected: ['private 192.168.60.10', 'private 192.168.50.10'],
  },
  {
    on: 'Linux with WireGuard as default route on hotel Wi-Fi behind carrier translation',
    has: machine({ docker0: '172.17.0.1', wg0: '10.66.66.2', wlp2s0: '100.72.14.3' }),
    routed: '10.66.66.2',
    expected: ['cgnat 100.72.14.3', 'vpn 10.66.66.2', 'virtual 172.17.0.1'],
  },
  {
    on: 'a university, where Wi-Fi gives public addresses',
    has: machine({ wlan0: '143.248.5.17', virbr0: '192.168.122.1' }),
    routed: '143.248.5.17',
    expected: ['public 143.248.5.17', 'virtual 192.168.122.1'],
  },
  {
    on: 'a laptop on the hotspot of an iPhone',
    has: machine({ 'Wi-Fi': '172.20.10.2' }),
    routed: '172.20.10.2',
    expected: ['private 172.20.10.2'],
  },
  {
    on: 'a proxy program that makes up addresses',
    has: machine({ Meta: '198.18.0.1', 'Wi-Fi': '192.168.0.3' }),
    routed: '198.18.0.1',
    expected: ['private 192.168.0.3', 'vpn 198.18.0.1'],
  },
  {
    on: 'inside WSL, where no phone gets in, but a proxy might',
    has: machine({ eth0: [entry('172.28.112.5', { mac: '00:15:5d:aa:bb:cc', netmask: '255.255.240.0' })] }),
    routed: '172.28.112.5',
    expected: ['virtual 172.28.112.5'],
  },
  {
    on: 'inside a Docker container',
    has: machine({ eth0: [entry('172.17.0.2', { mac: '02:42:ac:11:00:02' })] }),
    routed: '172.17.0.2',
    expected: ['virtual 172.17.0.2'],
  },
  {
    on: 'two computers on one cable, nobody giving addresses',
    has: machine({ enp0s25: ['169.254.8.9', 'fe80::89'] }),
    expected: ['link-local 169.254.8.9'],
  },
  {
    on: 'a network of IPv6 only',
    has: machine({ eth0: ['fe80::2', '2001:db8:1::2', 'fd12:3456::2'], docker0: '172.17.0.1' }),
    expected: ['private fd12:3456::2', 'public 2001:db8:1::2', 'virtual 172.17.0.1'],
  },
  { on: 'a laptop without any network', has: machine({}), expected: [] },
  { on: 'a system that lists nothing', has: {}, expected: [] },
]

describe('P17 rank', () => {
  it.each(cases)('$on', ({ has, routed, expected }) => {
    expect(rank(has, routed).map(({ kind, address }) => `${kind} ${address}`)).toEqual(expected)
  })

  it('does not depend on the order in which the system lists interfaces', () => {
    for (const { has, routed } of cases) {
      const turned = Object.fromEntries(Object.entries(has).reverse())
      expect(rank(turned, routed)).toEqual(rank(has, routed))
    }
  })

  it('names the interface and the family', () => {
    expect(rank(machine({ en0: '10.0.0.7' }))).toEqual([
      { address: '10.0.0.7', name: 'en0', family: 'IPv4', kind: 'private' },
    ])
  })
})

describe('routedAddress', () => {
  it('is an address of this machine, or unknown', async () => {
    const address = await routedAddress()
    const own = (await watchNetwork({ onChange: () => {} })).own()
    expect([undefined, ...own]).toContain(address)
  })
})

describe('P17 watchNetwork', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  async function watched(first: Interfaces) {
    const state = { has: first, routed: undefined as string | undefined, told: [] as string[][] }
    const network = await watchNetwork({
      read: () => state.has,
      route: async () => state.routed,
      onChange: (ranked) => state.told.push(ranked.map(({ address }) => address)),
    })
    return { state, network }
  }

  it('knows the addresses at once, the loopback among its own', async () => {
    const { network } = await watched(machine({ en0: ['192.168.0.5', 'fe80::5'] }))
    expect(network.ranked().map(({ address }) => address)).toEqual(['192.168.0.5'])
    expect(network.own()).toEqual(['127.0.0.1', '::1', '192.168.0.5', 'fe80::5'])
  })

  it('tells of a change within 5 s, once, and keeps looking', async () => {
    const { state, network } = await watched(machine({ en0: '192.168.0.5' }))
    state.has = machine({ en0: '10.0.0.9' })
    await vi.advanceTimersByTimeAsync(5000)
    expect(state.told).toEqual([['10.0.0.9']])
    expect(network.own()).toContain('10.0.0.9')
    state.has = machine({})
    await vi.advanceTimersByTimeAsync(5000)
    expect(state.told).toEqual([['10.0.0.9'], []])
  })

  it('tells when only the default route moves, and not when interfaces are merely listed in another order', async () => {
    const { state } = await watched(machine({ en0: '192.168.0.5', en1: '192.168.1.5' }))
    state.has = machine({ en1: '192.168.1.5', en0: '192.168.0.5' })
    await vi.advanceTimersByTimeAsync(5000)
    expect(state.told).toEqual([])
    state.routed = '192.168.1.5'
    await vi.advanceTimersByTimeAsync(5000)
    expect(state.told).toEqual([['192.168.1.5', '192.168.0.5']])
  })

  it('says nothing once stopped', async () => {
    const { state, network } = await watched(machine({ en0: '192.168.0.5' }))
    network.stop()
    state.has = machine({})
    await vi.advanceTimersByTimeAsync(20_000)
    expect(state.told).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('says nothing when stopped in the middle of a look', async () => {
    const { state, network } = await watched(machine({ en0: '192.168.0.5' }))
    state.has = machine({})
    vi.advanceTimersByTime(2000)
    network.stop()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(state.told).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('knows no address where the system forbids the question, and keeps asking', async () => {
    let forbidden = true
    const network = await watchNetwork({
      read() {
        if (forbidden) throw new Error('uv_interface_addresses')
        return machine({ wlan0: '192.168.0.5' })
      },
      route: async () => undefined,
      onChange: () => {},
    })
    expect(network.ranked()).toEqual([])
    forbidden = false
    await vi.advanceTimersByTimeAsync(2000)
    expect(network.ranked()).toHaveLength(1)
  })
})

describe('P17 P18 joinAddress', () => {
  const ranked = rank(machine({ en0: '192.168.0.5', en7: '10.1.1.1', utun2: '10.8.0.2' }), '192.168.0.5')
  const none = rank(machine({}))
  const port = 8080

  it('is the best ranked', () => {
    expect(joinAddress({ ranked, port })).toEqual({ origin: 'http://192.168.0.5:8080', host: '192.168.0.5:8080' })
    expect(joinAddress({ ranked, port, host: '0.0.0.0' })?.host).toBe('192.168.0.5:8080')
    expect(joinAddress({ ranked, port, host: '::' })?.host).toBe('192.168.0.5:8080')
  })

  it("is the moderator's choice while the machine still has it", () => {
    expect(joinAddress({ ranked, port, chosen: '10.8.0.2' })?.host).toBe('10.8.0.2:8080')
    expect(joinAddress({ ranked, port, chosen: '192.168.9.9' })?.host).toBe('192.168.0.5:8080')
  })

  it('is never an address the server does not listen on', () => {
    expect(joinAddress({ ranked, port, host: '10.1.1.1' })?.host).toBe('10.1.1.1:8080')
    expect(joinAddress({ ranked, port, host: '10.1.1.1', chosen: '192.168.0.5' })?.host).toBe('10.1.1.1:8080')
    expect(joinAddress({ ranked, port, host: 'desk.example' })?.host).toBe('desk.example:8080')
    expect(answeringOn(ranked, '10.1.1.1').map(({ address }) => address)).toEqual(['10.1.1.1'])
    expect(answeringOn(ranked, undefined)).toEqual(ranked)
  })

  it('is the public URL before anything else', () => {
    const publicUrl = 'https://vote.example.org/'
    const expected = { origin: 'https://vote.example.org', host: 'vote.example.org' }
    expect(joinAddress({ ranked, port, chosen: '10.8.0.2', publicUrl })).toEqual(expected)
    expect(joinAddress({ ranked: none, port, host: '127.0.0.1', publicUrl })).toEqual(expected)
  })

  it.each([undefined, 'localhost', '127.0.0.1', '::1'])('is null where only the loopback answers: host %s', (host) => {
    expect(joinAddress({ ranked: host ? ranked : none, port, host })).toBeNull()
  })

  it('leaves out the usual port, and only that', () => {
    expect(joinAddress({ ranked, port: 80 })?.origin).toBe('http://192.168.0.5')
    expect(joinAddress({ ranked, port: 443, secure: true })?.origin).toBe('https://192.168.0.5')
    expect(joinAddress({ ranked, port: 443 })?.origin).toBe('http://192.168.0.5:443')
  })

  it('puts IPv6 in brackets', () => {
    const only6 = rank(machine({ eth0: 'fd12:3456::2' }))
    expect(joinAddress({ ranked: only6, port })).toEqual({
      origin: 'http://[fd12:3456::2]:8080',
      host: '[fd12:3456::2]:8080',
    })
    expect(joinAddress({ ranked: only6, port, host: '0.0.0.0' })).toBeNull()
  })
})

describe('P5 allowedHosts', () => {
  const own = ['127.0.0.1', '::1', '192.168.0.5', 'fd12:3456::2']
  const rules = { own: () => own, port: 8080, machine: 'Desk' }
  const { hostAllowed, originAllowed } = allowedHosts({ ...rules, publicUrl: 'https://vote.example.org' })

  it.each([
    '192.168.0.5:8080',
    '[fd12:3456::2]:8080',
    '[FD12:3456::2]:8080',
    'localhost:8080',
    'LocalHost:8080',
    '127.0.0.1:8080',
    '[::1]:8080',
    'desk:8080',
    'DESK.local:8080',
    'vote.example.org',
    'Vote.Example.org:443',
  ])('answers to %s', (host) => expect(hostAllowed(host)).toBe(true))

  it.each([
    undefined,
    '',
    'evil.example',
    'evil.example:8080',
    'localhost',
    'localhost:80',
    'localhost:8081',
    'localhost:08080x',
    '192.168.0.5',
    '192.168.0.6:8080',
    '192.168.0.5.evil.example:8080',
    'localhost.evil.example:8080',
    'evil.example@localhost:8080',
    'localhost:8080@evil.example',
    'localhost:8080, evil.example',
    'localhost:8080/evil.example',
    'vote.example.org:8080',
    'vote.example.org:80',
    'vote.example.org.evil.example',
    'xvote.example.org',
    '0.0.0.0:8080',
    '[::]:8080',
    'null',
    'constructor:8080',
  ])('does not answer to %s', (host) => expect(hostAllowed(host)).toBe(false))

  it.each([
    undefined,
    'http://192.168.0.5:8080',
    'http://[fd12:3456::2]:8080',
    'http://localhost:8080',
    'https://vote.example.org',
  ])('hears pages of origin %s', (origin) => expect(originAllowed(origin)).toBe(true))

  it.each([
    'null',
    '',
    'http://evil.example',
    'http://evil.example:8080',
    'http://localhost',
    'http://localhost:3000',
    'http://vote.example.org',
    'https://vote.example.org.evil.example',
    'https://evil.example/https://vote.example.org',
    'file://',
    'chrome-extension://abcdef',
    'http://user@localhost:8080',
    'localhost:8080',
  ])('refuses pages of origin %s', (origin) => expect(originAllowed(origin)).toBe(false))

  it('follows the addresses of the machine', () => {
    const addresses = ['192.168.0.5']
    const moving = allowedHosts({ ...rules, own: () => addresses })
    addresses[0] = '10.0.0.9'
    expect(moving.hostAllowed('10.0.0.9:8080')).toBe(true)
    expect(moving.hostAllowed('192.168.0.5:8080')).toBe(false)
  })

  it('takes the usual port as understood', () => {
    const plain = allowedHosts({ ...rules, port: 80 })
    expect(plain.hostAllowed('192.168.0.5')).toBe(true)
    expect(plain.originAllowed('http://192.168.0.5')).toBe(true)
    expect(plain.originAllowed('https://192.168.0.5')).toBe(false)
    const secure = allowedHosts({ ...rules, port: 443, secure: true })
    expect(secure.hostAllowed('192.168.0.5')).toBe(true)
    expect(secure.originAllowed('https://192.168.0.5')).toBe(true)
  })

  it('answers to a name it was told to listen on, not to the name for all addresses', () => {
    expect(allowedHosts({ ...rules, host: 'vote.lan' }).hostAllowed('vote.lan:8080')).toBe(true)
    expect(allowedHosts({ ...rules, host: '0.0.0.0' }).hostAllowed('0.0.0.0:8080')).toBe(false)
  })

  it('does not answer to the public name where there is none', () => {
    expect(allowedHosts(rules).hostAllowed('vote.example.org')).toBe(false)
  })
})
