/** What an address says about where it leads. `name` needs a look-up first. */
export type HostKind = 'unspecified' | 'loopback' | 'linkLocal' | 'docker' | 'private' | 'public' | 'name';

export type Origin = { readonly secure: boolean; readonly host: string; readonly port: number };

const ORIGIN = /^(https?):\/\/(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[^/?#@:[\]\s]+)(?::(\d{1,5}))?(?:[/?#].*)?$/i;
const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const PLEX_DIRECT = /^([0-9a-f-]+)\.[0-9a-z-]+\.plex\.direct$/i;
const HOUSE_NAME = /(^[^.]+|\.(local|lan|home|internal|home\.arpa))$/i;

/** Scheme, host and port of an address; what else it holds, credentials above all, is dropped. */
export function parseOrigin(uri: string): Origin | null {
  const parts = ORIGIN.exec(uri.trim());
  if (parts === null) {
    return null;
  }
  const secure = String(parts[1]).toLowerCase() === 'https';
  const port = parts[3] === undefined ? (secure ? 443 : 80) : Number(parts[3]);
  const host = String(parts[2]).toLowerCase();
  return port < 1 || port > 65535 ? null : { secure, host, port };
}

/** An origin as text; the port is always said. */
export function originText(origin: Origin): string {
  return (origin.secure ? 'https://' : 'http://') + origin.host + ':' + origin.port;
}

/** The four numbers of an IPv4 address. */
export function readIpv4(host: string): readonly number[] | null {
  const parts = IPV4.exec(host);
  const numbers = parts === null ? [] : parts.slice(1).map(Number);
  return numbers.length === 4 && numbers.every((each): boolean => each <= 255) ? numbers : null;
}

/** The address inside a plex.direct name; null for other names. */
export function addressInName(host: string): string | null {
  const parts = PLEX_DIRECT.exec(host);
  if (parts === null) {
    return null;
  }
  const dashed = String(parts[1]);
  const v4 = dashed.replace(/-/g, '.');
  return readIpv4(v4) === null ? dashed.replace(/-/g, ':') : v4;
}

/** Where a host leads, as far as its spelling tells. */
export function kindOfHost(host: string): HostKind {
  const inner = addressInName(host);
  const bare = (inner === null ? host : inner).replace(/^\[|\]$/g, '').toLowerCase();
  const v4 = readIpv4(bare.replace(/^::ffff:/, ''));
  if (v4 !== null) {
    return kindOfIpv4(v4[0] as number, v4[1] as number, v4.join('.'));
  }
  return bare.indexOf(':') >= 0 ? kindOfIpv6(bare) : bare === 'localhost' ? 'loopback' : 'name';
}

/** Whether a plain request stays in the house. */
export function isPrivateHost(host: string): boolean {
  const kind = kindOfHost(host);
  return kind === 'name' ? HOUSE_NAME.test(host) : ['loopback', 'docker', 'private'].indexOf(kind) >= 0;
}

function kindOfIpv4(first: number, second: number, whole: string): HostKind {
  if (whole === '0.0.0.0') {
    return 'unspecified';
  }
  if (first === 127) {
    return 'loopback';
  }
  if (first === 169 && second === 254) {
    return 'linkLocal';
  }
  if (first === 172 && second >= 17 && second <= 31) {
    return 'docker';
  }
  const isPrivate = first === 10 || (first === 172 && second === 16) || (first === 192 && second === 168);
  return isPrivate ? 'private' : 'public';
}

function kindOfIpv6(bare: string): HostKind {
  if (/^[0:]+$/.test(bare)) {
    return 'unspecified';
  }
  if (/^[0:]+:0*1$/.test(bare)) {
    return 'loopback';
  }
  if (/^fe[89ab]/.test(bare)) {
    return 'linkLocal';
  }
  return /^f[cd]/.test(bare) ? 'private' : 'public';
}
