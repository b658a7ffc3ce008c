import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

type Interfaces = { readonly [name: string]: readonly NetworkInterfaceInfo[] | undefined };

const numberOf = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const textOf = (number: number): string => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');

/** Where everybody of each network of this machine listens; a switch that passes no multicast passes these. */
export function broadcastsOf(interfaces: Interfaces = networkInterfaces()): readonly string[] {
  const own = Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address, netmask }) => textOf((numberOf(address) | ~numberOf(netmask)) >>> 0));
  return [...new Set([...own, '255.255.255.255'])];
}
