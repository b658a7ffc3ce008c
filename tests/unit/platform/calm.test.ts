import { calmFor } from '../../../src/platform/vault/calm';
import { diskStore } from '../../support/stores';
import { drain, VirtualClock } from '../../support/virtual-clock';
import { vaultOver } from '../../support/vaults';
import type { IStore } from '../../../src/core/vault/store';

/** A store whose reads take as long as a test says. */
function slow(store: IStore, clock: VirtualClock, ms: () => number): IStore {
  return {
    ...store,
    read: (key) => new Promise((resolve) => clock.after(ms(), () => void store.read(key).then(resolve)))
  };
}

describe('a store that keeps silent', () => {
  it('costs its cap once, is refused at once from then on, and is heard again when it wakes', async () => {
    const clock = new VirtualClock();
    let woken = 0;
    let wake: (text: string) => void = () => undefined;
    const calm = calmFor(clock, 4000, () => woken++);
    const first = calm.run(() => new Promise<string>((resolve) => (wake = resolve)));
    const told = expect(first).rejects.toEqual({ code: 'storage' });
    await clock.advance(4000);
    await told;
    await expect(calm.run(() => Promise.resolve('x'))).rejects.toEqual({ code: 'storage' });
    wake('late');
    await drain();
    expect(woken).toBe(1);
    expect(await calm.run(() => Promise.resolve('x'))).toBe('x');
    expect(clock.pending).toBe(0);
  });

  it('gets nothing more to do behind the call it hangs in', async () => {
    const clock = new VirtualClock();
    const calm = calmFor(clock, 4000, () => undefined);
    let wake: () => void = () => undefined;
    let done = 0;
    calm.run(() => new Promise<void>((resolve) => (wake = resolve))).catch(() => undefined);
    await clock.advance(1000);
    calm.run(() => Promise.resolve(done++)).catch(() => undefined);
    await clock.advance(10000);
    wake();
    await drain();
    expect(done).toBe(0);
  });
});

describe('a start', () => {
  const shelf = (store: IStore): { store: IStore; cipher: null; keepsSecrets: boolean } => ({
    store,
    cipher: null,
    keepsSecrets: true
  });

  async function timed<T>(clock: VirtualClock, promise: Promise<T>): Promise<[T, number]> {
    const began = clock.now();
    let at = 0;
    void promise.then(() => (at = clock.now()));
    await clock.run(() => at > 0, 60000);
    return [await promise, at - began];
  }

  it('waits half a second for a slow store when another one has answered, and only the first time', async () => {
    const clock = new VirtualClock({ now: 1 });
    const [one, two] = [new Map(), new Map()];
    const before = vaultOver([shelf(diskStore(one)), shelf(diskStore(two))]);
    await before.write('settings', 'S');
    await before.write('clientId', 'C');
    const vault = vaultOver([shelf(slow(diskStore(one), clock, () => 3000)), shelf(diskStore(two))], clock);
    expect(await timed(clock, vault.read('settings'))).toEqual(['S', 500]);
    expect((await timed(clock, vault.read('clientId')))[1]).toBeLessThan(1);
    await clock.run();
    expect(clock.pending).toBe(0);
  });

  it('waits longer for the only store there is', async () => {
    const clock = new VirtualClock({ now: 1 });
    const disk = new Map();
    await vaultOver([shelf(diskStore(disk))]).write('settings', 'S');
    const vault = vaultOver([shelf(slow(diskStore(disk), clock, () => 3000))], clock);
    expect(await timed(clock, vault.read('settings'))).toEqual(['S', 3000]);
  });

  it('tells a store that wakes up what it missed', async () => {
    const clock = new VirtualClock({ now: 1 });
    const [one, two] = [new Map<string, string>(), new Map<string, string>()];
    await vaultOver([shelf(diskStore(one)), shelf(diskStore(two))]).write('plex.signIn', 'T');
    const vault = vaultOver(
      [shelf(slow(diskStore(one), clock, () => (clock.now() < 9000 ? 9000 : 5))), shelf(diskStore(two))],
      clock
    );
    const wiped = vault.wipe('account');
    await clock.advance(8000);
    await wiped;
    expect([...one.keys()]).not.toEqual([]);
    await clock.run();
    expect([...one.keys(), ...two.keys()]).toEqual([]);
  });

  it('does not tell a store for ever that is always too slow to be told', async () => {
    const clock = new VirtualClock({ now: 1 });
    const [one, two] = [new Map<string, string>(), new Map<string, string>()];
    const vault = vaultOver([shelf(slow(diskStore(one), clock, () => 9000)), shelf(diskStore(two))], clock);
    const written = vault.write('plex.signIn', 'T');
    await clock.run(() => false, 600000);
    expect(await written).toEqual({ durable: true });
    expect(clock.pending).toBe(0);
  });
});
