import type { TokenRecord } from './tokens';

/** What becomes of the tokens of a device, other than running out. */
export type DeviceStanding = {
  /** The device has had a JWT and cannot go back: a legacy token minted for it later is dead on arrival. */
  bindToJwt(clientIdentifier: string): void;
  exclude(clientIdentifier: string): void;
  readmit(clientIdentifier: string): void;
  refuses(record: TokenRecord): boolean;
};

/** A token of a Home switch is not one of a device's sign-ins, and lives on beside them. */
export function isSignIn(record: TokenRecord): boolean {
  return record.kind === 'legacy' && record.origin !== 'switch';
}

export function createDeviceStanding(): DeviceStanding {
  const bound = new Set<string>();
  const excluded = new Set<string>();
  return {
    bindToJwt: (clientIdentifier) => void bound.add(clientIdentifier),
    exclude: (clientIdentifier) => void excluded.add(clientIdentifier),
    readmit: (clientIdentifier) => void excluded.delete(clientIdentifier),
    refuses: (record) => {
      const downgraded = isSignIn(record) && bound.has(record.clientIdentifier);
      return downgraded || excluded.has(record.clientIdentifier);
    }
  };
}
