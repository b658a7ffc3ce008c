import { isPrivateHost, kindOfHost, readIpv4 } from './hosts';
import type { Origin } from './hosts';

const PLEX_PORT = 32400;
/** `http://`, and what becomes of it on a remote: `http:/`, `http:`, `http//`. */
const SCHEME = /^(https?)(?::\/*|\/\/)/;
const OTHER_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//;
const NAME = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;
/** Engines take such a name for a number written badly. */
const ENDS_IN_NUMBER = /(^|\.)(\d+|0x[0-9a-f]*)$/;
const MAX_NAME = 253;
/** A space where the colon should be. */
const PORT_APART = /([^\s:.,])\s+(\d{4,5})\s*$/;

type Place = { readonly host: string; readonly port: number | null };

/** The addresses that a viewer may have meant, likeliest first; null for what is no address. */
export function readTypedAddress(text: string): readonly Origin[] | null {
  const plain = latinOf(text).toLowerCase().replace(PORT_APART, '$1:$2').replace(/\s+/g, '');
  const scheme = SCHEME.exec(plain);
  const rest = scheme === null ? plain : plain.slice(scheme[0].length);
  if (scheme === null && OTHER_SCHEME.test(plain)) {
    return null;
  }
  const place = readPlace((rest.split(/[/?#]/)[0] as string).replace(/^.*@/, ''));
  if (place === null || ['unspecified', 'linkLocal'].indexOf(kindOfHost(place.host)) >= 0) {
    return null;
  }
  return portsFor(place.port).reduce(
    (all: readonly Origin[], port): readonly Origin[] =>
      all.concat(schemesFor(scheme, place.host).map((secure): Origin => originAt(secure, place.host, port))),
    []
  );
}

/** Keyboards of Japan write wide letters, those of Arabia their own digits, and both add marks that nobody sees. */
function latinOf(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g, '')
    .replace(/[\uff01-\uff5e]/g, (wide): string => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit): string => String(digit.charCodeAt(0) & 15))
    .replace(/[\u3002\uff61\u066b\u060c]/g, '.')
    .replace(/\\/g, '/');
}

/** Null stands for the scheme's own port. Who names no port means Plex's, or has a proxy in front of it. */
function portsFor(port: number | null): readonly (number | null)[] {
  return port === null ? [PLEX_PORT, null] : [port];
}

/** A token leaves the house in the clear only where the viewer wrote `http://`. */
function schemesFor(scheme: RegExpExecArray | null, host: string): readonly boolean[] {
  if (scheme !== null) {
    return [scheme[1] === 'https'];
  }
  return isPrivateHost(host) ? [true, false] : [true];
}

function originAt(secure: boolean, host: string, port: number | null): Origin {
  return { secure, host, port: port !== null ? port : secure ? 443 : 80 };
}

function readPlace(authority: string): Place | null {
  const bracketed = /^\[([^\]]*)\](?::(\d+))?$/.exec(authority);
  if (bracketed !== null) {
    return placeOf(readIpv6(String(bracketed[1])), bracketed[2]);
  }
  if (authority.split(':').length > 2) {
    return placeOf(readIpv6(authority), undefined);
  }
  const parts = /^([^:]+)(?::(\d*))?$/.exec(authority);
  return parts === null ? null : placeOf(readHost(String(parts[1])), parts[2] || undefined);
}

function placeOf(host: string | null, port: string | undefined): Place | null {
  const number = port === undefined ? null : Number(port);
  const isPort = number === null || (number >= 1 && number <= 65535);
  return host === null || !isPort ? null : { host, port: number };
}

/** Many a number pad has a comma where the dot should be. */
function readHost(text: string): string | null {
  const dotted = text.replace(/,/g, '.').replace(/\.$/, '');
  if (/^[\d.]+$/.test(dotted)) {
    const numbers = readIpv4(dotted);
    return numbers === null ? null : numbers.join('.');
  }
  const isName = dotted.length <= MAX_NAME && NAME.test(dotted) && !ENDS_IN_NUMBER.test(dotted);
  return isName ? dotted : null;
}

function readIpv6(text: string): string | null {
  const halves = text.split('::');
  const groups = halves.reduce(
    (all: readonly string[], half): readonly string[] => (half === '' ? all : all.concat(half.split(':'))),
    []
  );
  const isHex = groups.every((each): boolean => /^[0-9a-f]{1,4}$/.test(each));
  const isWhole = halves.length === 2 ? groups.length < 8 : halves.length === 1 && groups.length === 8;
  return isHex && isWhole ? '[' + text + ']' : null;
}
