/** The vault as the app opens it, and a bare store beside it, each in reach of the bench. */
import { createStore, get, set } from 'idb-keyval';
import { createClock } from '../../../src/platform/clock';
import { openVault } from '../../../src/platform/vault/open-vault';

export type KeeperName = 'sealed' | 'bare' | 'mirrored';
export type Times = { readonly writeMs: number; readonly readMs: number };

type Keeper = { readonly write: (text: string) => Promise<unknown>; readonly read: () => Promise<unknown> };

const NAME = 'plex.signIn';

function ours(mirror: boolean): Keeper {
  const preset = { prefix: mirror ? 'mirrored_' : 'sealed_', legacyPrefixes: [] };
  const vault = openVault(window, { clock: createClock(window as never), mirror, preset });
  return { write: (text) => vault.write(NAME, text), read: () => vault.read(NAME) };
}

function bare(): Keeper {
  const store = createStore('bare', 'records');
  return { write: (text) => set(NAME, text, store), read: () => get(NAME, store) };
}

const KEEPERS: { readonly [name in KeeperName]: Keeper } = {
  sealed: ours(false),
  bare: bare(),
  mirrored: ours(true)
};

async function msEach(records: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let record = 0; record < records; record += 1) {
    await work();
  }
  return (performance.now() - began) / records;
}

async function timesOf(name: KeeperName, records: number, text: string): Promise<Times> {
  const { write, read } = KEEPERS[name];
  const writeMs = await msEach(records, () => write(text));
  return { writeMs, readMs: await msEach(records, read) };
}

Object.assign(window, { timesOf });
