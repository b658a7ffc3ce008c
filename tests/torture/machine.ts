import { COUCHKEY } from '../../src/core/vault/keys';
import { Vault } from '../../src/platform/vault/vault';
import { CardboardCipher, diskStore, fatedStore } from '../support/stores';
import { drain, VirtualClock } from '../support/virtual-clock';
import type { ShelfPlan } from '../../src/platform/vault/shelf';
import type { Disk, Fate } from '../support/stores';

export type Kind = 'packaged app' | 'kiosk' | 'set without WebCrypto';
export const KINDS: readonly Kind[] = ['packaged app', 'kiosk', 'set without WebCrypto'];

/** What a set has that outlives a program: two disks and a key ring. */
export type Flash = { readonly database: Disk; readonly local: Disk; readonly ring: string[] };
export type FateOf = (nth: number, what: string, key: string, store: string) => Fate;

export type Running = { readonly vault: Vault; readonly clock: VirtualClock; readonly calls: () => number };

export const smooth: FateOf = () => 'ok';

export function freshFlash(): Flash {
  return { database: new Map(), local: new Map(), ring: [] };
}

export function copyOf(flash: Flash): Flash {
  return { database: new Map(flash.database), local: new Map(flash.local), ring: [...flash.ring] };
}

/** Starts the program on a set. Calls to all stores are counted together. */
export function start(kind: Kind, flash: Flash, fate: FateOf = smooth): Running {
  let calls = 0;
  const clock = new VirtualClock();
  const next = (what: string, key: string, store: string): Fate => fate(calls++, what, key, store);
  const shelves = shelvesFor(kind, flash).map((plan) => ({ ...plan, store: fatedStore(plan.store, next) }));
  const legacy = shelves[shelves.length - 1]?.store ?? null;
  const vault = new Vault({ shelves, legacy, preset: COUCHKEY, clock, quickMs: 500, capMs: 4000 });
  return { vault, clock, calls: () => calls };
}

/** Waits for an answer, letting time pass as far as that takes. */
export async function answerOf<T>(running: Running, promise: Promise<T>): Promise<T> {
  let isDone = false;
  const mark = (): void => void (isDone = true);
  promise.then(mark, mark);
  await running.clock.run(() => isDone, 600000);
  if (!isDone) {
    throw new Error('the vault never answered');
  }
  return promise;
}

/** The power goes: what has been answered by now is all that will ever be. */
export async function abandon(): Promise<void> {
  await drain();
  await drain();
}

function shelvesFor(kind: Kind, flash: Flash): readonly ShelfPlan[] {
  const sealed = kind === 'set without WebCrypto' ? null : new CardboardCipher(flash.ring);
  const database = { store: diskStore(flash.database, 'database'), cipher: sealed, keepsSecrets: true };
  const local = diskStore(flash.local, 'local', false);
  return [database, { store: local, cipher: null, keepsSecrets: kind !== 'kiosk' }];
}
