import { createHash } from 'node:crypto';
import { LIFETIMES } from '../../../src/gateway/stores/lifetimes';
import type { IStores, Lifetimes } from '../../../src/gateway/stores/ports';
import type { NewSession, Sealed, TokenHash } from '../../../src/gateway/stores/rows';

/** A kind of row, and the field of it that a test writes nonsense into. */
export type Garbled = 'session' | 'device' | 'family' | 'user' | 'account' | 'pin' | 'limit' | 'audit';

/** A store as two gateways see it, with time that moves when it is told to. */
export type StoreWorld = {
  readonly one: IStores;
  readonly other: IStores;
  readonly now: () => number;
  readonly pass: (ms: number) => void;
  /** Everything that lies on the disk. */
  readonly bytes: () => Promise<Buffer>;
  /** Tears the row of that name, as a fault of the disk or a stranger's hand would. */
  readonly garble: (kind: Garbled, name: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Short enough that a test may wait for real time, where a store has its own. */
export const LIVES: Lifetimes = { ...LIFETIMES, auditEntries: 20 };

/** A hash, made as the gateway makes it. */
export const hash = (token: string): TokenHash =>
  createHash('sha256').update(token).digest('base64url') as TokenHash;

/** An envelope by its looks; nobody opens it here. */
export const sealed = (text: string): Sealed =>
  `ck1.${'k'.repeat(10)}.${'n'.repeat(16)}.${Buffer.from(text.padEnd(24, '.')).toString('base64url')}` as Sealed;

export const HERE = { address: '192.0.2.7', agent: 'Kiosk/1', screenName: 'Lobby' } as const;

/** A session of nobody in particular. */
export function aSession(id: string, parts: Partial<NewSession> = {}): NewSession {
  return { ...HERE, id, hash: hash(id), userId: null, csrf: `csrf of ${id}`, deviceId: null, ...parts };
}

/** Somebody who has signed in with Plex. */
export async function somebody(
  { users }: IStores,
  id: string,
  role: 'user' | 'admin' = 'user'
): Promise<string> {
  const { user } = await users.meet({ id, title: id, role, provider: 'plex', issuerId: `plex of ${id}` });
  return user.id;
}
