// Network interfaces as a machine tells them.
import type { NetworkInterfaceInfo } from 'node:os'

/** An IPv4 address in a network of 256. */
export const ipv4 = (address: string): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '3c:22:fb:00:00:01',
  internal: false,
  cidr: `${address}/24`,
})
