import { IDBFactory } from 'fake-indexeddb';
import { JSDOM } from 'jsdom';
import { COUCHKEY } from '../../src/core/vault/keys';
import { openVault } from '../../src/platform/vault/open-vault';
import { Vault } from '../../src/platform/vault/vault';
import { pocketFrom, pocketVault } from '../../src/gateway/upstream/pocket-vault';
import { VirtualClock } from './virtual-clock';
import type { IRotatingVault } from '../../src/platform/vault/vault';
import type { Keepsakes } from '../../src/platform/vault/open-vault';
import type { ShelfPlan } from '../../src/platform/vault/shelf';

/** A real localStorage, as jsdom has it. */
export function freshLocalStorage(): Storage {
  return new JSDOM('', { url: 'http://localhost/' }).window.localStorage;
}

/** What a browser can keep things in: all of it, fresh. */
export function freshBrowser(): Required<Keepsakes> {
  return {
    indexedDB: new IDBFactory() as unknown as IDBFactory & Required<Keepsakes>['indexedDB'],
    localStorage: freshLocalStorage(),
    crypto: globalThis.crypto as Crypto
  };
}

/** A set whose engine and flash outlive the program. `start()` is the program starting again. */
export type TestSet = {
  readonly name: string;
  readonly remembers: boolean;
  readonly start: () => IRotatingVault;
};

/** Every make of set that the vault has to work on. */
export function everySet(): readonly TestSet[] {
  return [
    setOf('a set without any storage', {}, true),
    setOf('a set with localStorage only', pick(['localStorage']), true),
    setOf('a set with IndexedDB only, no WebCrypto', pick(['indexedDB']), true),
    setOf('a kiosk, sealed', pick(['indexedDB', 'localStorage', 'crypto']), false),
    setOf('a packaged app, sealed and mirrored', pick(['indexedDB', 'localStorage', 'crypto']), true),
    setOf('a packaged app without WebCrypto', pick(['indexedDB', 'localStorage']), true)
  ];
}

/** What the gateway keeps of a code that is on its way. */
export function pocketSet(): TestSet {
  let pocket = pocketVault();
  const start = (): IRotatingVault => {
    pocket = pocketFrom(pocket.dump());
    return { ...pocket, rotateKey: () => Promise.resolve(true) };
  };
  return { name: 'the gateway, for one code', remembers: true, start };
}

/** A vault over stores of a test's own, in time of its own. */
export function vaultOver(shelves: readonly ShelfPlan[], clock = new VirtualClock()): Vault {
  return new Vault({ shelves, legacy: null, preset: COUCHKEY, clock, quickMs: 500, capMs: 4000 });
}

function setOf(name: string, world: Keepsakes, mirror: boolean): TestSet {
  return {
    name,
    remembers: world.indexedDB !== undefined || world.localStorage !== undefined,
    start: () => openVault(world, { clock: new VirtualClock(), mirror })
  };
}

function pick(names: readonly (keyof Keepsakes)[]): Keepsakes {
  const browser = freshBrowser();
  return Object.fromEntries(names.map((name) => [name, browser[name]]));
}
