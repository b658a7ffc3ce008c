import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

type Net = readonly [address: string, bits: number];

/** No media server lives there, and what does (metadata services, our own store) answers whoever asks from here. */
const NOWHERE_4: readonly Net[] = [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4]
];

/** The forms that hide an IPv4 address in an IPv6 one are left out as a whole: nobody types them for a media server. */
const NOWHERE_6: readonly Net[] = [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  ['fd00:ec2::254', 128]
];

const LOOPBACK: Net = ['127.0.0.0', 8];
const LOOPBACK_6 = '::1';

function listOf(nets: readonly Net[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  nets.forEach(([address, bits]) => list.addSubnet(address, bits, family));
  return list;
}

const FOUR = listOf(NOWHERE_4, 'ipv4');
const SIX = listOf(NOWHERE_6, 'ipv6');
const HERE = listOf([LOOPBACK], 'ipv4');

/** What a connection from the gateway is held against, after its name was resolved. */
export interface IDenyList {
  denies(address: string, port: number): boolean;
}

export type DenyOptions = {
  /** Simulators live on the loopback. */
  readonly allowsLoopback: boolean;
  /** Ports that this gateway listens on itself. */
  readonly ownPorts: () => readonly number[];
};

function isLoopback(address: string): boolean {
  return address === LOOPBACK_6 || (isIP(address) === 4 && HERE.check(address, 'ipv4'));
}

function isNowhere(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return FOUR.check(address, 'ipv4');
    case 6:
      return SIX.check(address, 'ipv6');
    default:
      return true;
  }
}

function isOwn(address: string): boolean {
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return isLoopback(address) || own.some((each) => each.address === address);
}

/** Private networks are allowed: that is where media servers are. */
export function denyList({ allowsLoopback, ownPorts }: DenyOptions): IDenyList {
  return {
    denies: (address, port) => {
      if (ownPorts().includes(port) && isOwn(address)) {
        return true;
      }
      return isLoopback(address) ? !allowsLoopback : isNowhere(address);
    }
  };
}
