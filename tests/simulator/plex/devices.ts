import { createHash } from 'node:crypto';
import type { SimRequest } from '../kernel/types';
import type { Jwk } from './jwt-format';
import { plexValue } from './plex-values';

/** One line of Authorized Devices, and the key it registered if any. */
export type Device = {
  readonly clientIdentifier: string;
  readonly name: string;
  readonly product: string;
  readonly version: string;
  readonly platform: string;
  readonly platformVersion: string;
  readonly device: string;
  readonly model: string;
  readonly vendor: string;
  readonly provides: string;
  readonly screenResolution: string;
  readonly jwk: Jwk | null;
};

export type DeviceStore = {
  /** Notes what the headers of this request say about the device. */
  seen(request: SimRequest, clientIdentifier: string): void;
  get(clientIdentifier: string): Device | null;
  /** false when another device has this key. */
  register(clientIdentifier: string, jwk: Jwk): boolean;
};

const FIELDS = {
  name: 'Device-Name',
  product: 'Product',
  version: 'Version',
  platform: 'Platform',
  platformVersion: 'Platform-Version',
  device: 'Device',
  model: 'Model',
  vendor: 'Device-Vendor',
  provides: 'Provides',
  screenResolution: 'Device-Screen-Resolution'
} as const;

/** A device that never said anything about itself. */
export const BLANK_DEVICE = {
  ...(Object.fromEntries(Object.keys(FIELDS).map((key) => [key, ''])) as Record<keyof typeof FIELDS, string>),
  jwk: null
};

/** RFC 7638, for Ed25519 and RSA keys. */
export function thumbprintOf(jwk: Jwk): string {
  const members =
    jwk.kty === 'RSA' ? { e: jwk.e, kty: jwk.kty, n: jwk.n } : { crv: jwk.crv, kty: jwk.kty, x: jwk.x };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}

function saidBy(request: SimRequest): Partial<Device> {
  const said = Object.entries(FIELDS).map(([key, header]) => [key, plexValue(request, header)] as const);
  return Object.fromEntries(said.filter(([, value]) => value !== null));
}

export function createDevices(): DeviceStore {
  const devices = new Map<string, Device>();
  const get = (clientIdentifier: string): Device => {
    return devices.get(clientIdentifier) ?? { ...BLANK_DEVICE, clientIdentifier };
  };
  const taken = (clientIdentifier: string, jwk: Jwk): boolean => {
    const wanted = thumbprintOf(jwk);
    return [...devices.values()].some(
      (other) =>
        other.clientIdentifier !== clientIdentifier &&
        other.jwk !== null &&
        thumbprintOf(other.jwk) === wanted
    );
  };
  return {
    get: (clientIdentifier) => devices.get(clientIdentifier) ?? null,
    seen: (request, clientIdentifier) => {
      devices.set(clientIdentifier, { ...get(clientIdentifier), ...saidBy(request) });
    },
    register: (clientIdentifier, jwk) => {
      if (taken(clientIdentifier, jwk)) return false;
      devices.set(clientIdentifier, { ...get(clientIdentifier), jwk });
      return true;
    }
  };
}
