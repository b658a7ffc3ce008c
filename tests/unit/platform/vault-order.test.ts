import fc from 'fast-check';
import { diskStore } from '../../support/stores';
import { VirtualClock } from '../../support/virtual-clock';
import { vaultOver } from '../../support/vaults';
import type { IStore } from '../../../src/core/vault/store';
import type { IVault } from '../../../src/core/ports';

type Call = {
  readonly do: 'read' | 'write' | 'remove' | 'wipe';
  readonly name: string;
  readonly text: string;
};

const call: fc.Arbitrary<Call> = fc.record({
  do: fc.constantFrom(
    'read' as const,
    'read' as const,
    'write' as const,
    'write' as const,
    'remove' as const,
    'wipe' as const
  ),
  name: fc.constantFrom('server', 'plex.signIn'),
  text: fc.string({ maxLength: 3 })
});

/** A store each of whose calls takes its own while. */
function unsteady(store: IStore, clock: VirtualClock): IStore {
  const later = <T>(work: () => Promise<T>): Promise<T> =>
    new Promise((resolve) => clock.after(Math.floor(clock.random() * 40), () => void work().then(resolve)));
  return {
    ...store,
    read: (key) => later(() => store.read(key)),
    write: (key, text) => later(() => store.write(key, text)),
    remove: (key) => later(() => store.remove(key)),
    keys: () => later(() => store.keys())
  };
}

function ask(vault: IVault, { do: what, name, text }: Call): Promise<unknown> {
  switch (what) {
    case 'read':
      return vault.read(name);
    case 'write':
      return vault.write(name, text);
    case 'remove':
      return vault.remove(name);
    case 'wipe':
      return vault.wipe('account');
  }
}

/** What the reads would answer one after another. */
function readsOf(calls: readonly Call[]): readonly (string | null)[] {
  const records = new Map<string, string>();
  return calls.flatMap(({ do: what, name, text }) => {
    if (what === 'write') {
      records.set(name, text);
    } else if (what === 'remove') {
      records.delete(name);
    } else if (what === 'wipe') {
      records.clear();
    }
    return what === 'read' ? [records.get(name) ?? null] : [];
  });
}

it('carries out calls in the order made, however many are made at once and however long each store takes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 12 }), fc.nat(), async (calls, seed) => {
      const clock = new VirtualClock({ seed });
      const shelf = (name: string, durable: boolean): Parameters<typeof vaultOver>[0][number] => ({
        store: unsteady(diskStore(new Map(), name, durable), clock),
        cipher: null,
        keepsSecrets: true
      });
      const vault = vaultOver([shelf('one', true), shelf('two', false)], clock);
      const answers = Promise.all(calls.map((each) => ask(vault, each)));
      await clock.run();
      const reads = (await answers).filter((_answer, at) => calls[at]?.do === 'read');
      expect(reads).toEqual(readsOf(calls));
    }),
    { numRuns: 60 }
  );
});
