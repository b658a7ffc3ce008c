import type { SimClock, SimRandom, SimServerFacts } from '../kernel/types';
import type { DeviceStore } from './devices';
import type { PinStore } from './pin-store';
import type { PlexSigner } from './plex-jwt';
import type { TokenStore } from './tokens';
import type { SimUsers } from './users';

/** How the account service behaves where the real one varies. Everything can be changed while it runs. */
export type PlexHabits = {
  /** PINs per minute and client identifier, above which 429 is answered; null: no limit. */
  pinsPerMinute: number | null;
  /** The same for nonces. */
  noncesPerMinute: number | null;
  /** Password sign-ins per minute and address; null: no limit. */
  passwordsPerMinute: number | null;
  /** Whether such a 429 says how long to wait. */
  sendRetryAfter: boolean;
  /** Some accounts let a viewer switch to a guarded profile without any PIN; a wrong one is refused even then. */
  switchWithoutPin: boolean;
  /** Whether a claimed PIN goes on returning its token until it dies, or is gone once it was handed out. */
  claimedPinStays: boolean;
};

/** Everything plex.tv knows. */
export type PlexWorld = {
  readonly clock: SimClock;
  readonly random: SimRandom;
  readonly users: SimUsers;
  readonly pins: PinStore;
  readonly tokens: TokenStore;
  readonly devices: DeviceStore;
  readonly signer: PlexSigner;
  readonly nonces: Map<string, { readonly clientIdentifier: string; readonly expiresAt: number }>;
  /** Whose account a device with a key of its own belongs to; gone when the device is removed. */
  readonly accountsOfDevices: Map<string, number>;
  readonly habits: PlexHabits;
  servers(): readonly SimServerFacts[];
  /** The origin that QR pictures lead to. */
  linkBase(): string;
};
