import type { SimClock, SimRandom, SimServerFacts } from '../kernel/types';
import { createDevices } from './devices';
import { createPinStore } from './pin-store';
import { createSigner } from './plex-jwt';
import { createTokenStore } from './tokens';
import { createUsers, DEMO_USERS, type SimUser } from './users';
import type { PlexHabits, PlexWorld } from './world';

export type WorldOptions = {
  readonly clock: SimClock;
  readonly random: SimRandom;
  readonly users?: readonly SimUser[];
  readonly habits?: Partial<PlexHabits>;
  readonly servers: () => readonly SimServerFacts[];
  readonly linkBase: () => string;
};

const USUAL_HABITS: PlexHabits = {
  pinsPerMinute: null,
  noncesPerMinute: null,
  passwordsPerMinute: 10,
  sendRetryAfter: true,
  switchWithoutPin: false,
  claimedPinStays: true
};

export function createPlexWorld(options: WorldOptions): PlexWorld {
  const { clock, random, servers, linkBase } = options;
  const signer = createSigner(random);
  return {
    clock,
    random,
    signer,
    servers,
    linkBase,
    users: createUsers(options.users ?? DEMO_USERS),
    pins: createPinStore(clock, random),
    tokens: createTokenStore({ clock, random, signer }),
    devices: createDevices(),
    nonces: new Map(),
    accountsOfDevices: new Map(),
    habits: { ...USUAL_HABITS, ...options.habits }
  };
}
