// promises: C5
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setHere } from '../../../../src/platform/sets/set-here';
import { tizenSet } from '../../../../src/platform/sets/tizen-set';
import { webosSet } from '../../../../src/platform/sets/webos-set';
import { fakeLuna } from '../../../support/fake-luna';
import { fakeTizen } from '../../../support/fake-tizen';

const CONFIG = readFileSync(join(__dirname, '../../../../tizen/config.xml'), 'utf8');
const closed: string[] = [];
const window = {
  close: () => void closed.push('closed'),
  document: new EventTarget(),
  location: { reload: () => void closed.push('reloaded') }
};

describe('a Samsung set', () => {
  it('leaves through its own door', () => {
    const { world, calls } = fakeTizen();
    tizenSet(world).exit();
    expect(calls).toEqual(['exit']);
  });

  it('is asked for the digits in one call, and for each where there is no such call', () => {
    const [young, old] = [fakeTizen(), fakeTizen({ hasBatch: false })];
    tizenSet(young.world).prepare();
    tizenSet(old.world).prepare();
    expect(young.calls).toEqual(['register 10']);
    expect(old.calls).toHaveLength(10);
    expect(old.registered).toEqual(young.registered);
  });

  it('is never asked for Exit or Return, which are the platform’s own', () => {
    const { world, registered } = fakeTizen();
    tizenSet(world).prepare();
    expect(registered.filter((name) => !/^\d$/.test(name))).toEqual([]);
  });

  it('tells when the router comes and goes, and nothing of what else it says', () => {
    const { world, network, listeners } = fakeTizen();
    const set = tizenSet(world);
    const seen: boolean[] = [];
    const cancel = set.onNetwork(() => void seen.push(set.isOnline()));
    [5, 1, 4].forEach(network);
    expect(seen).toEqual([false, true]);
    cancel();
    expect(listeners()).toBe(0);
  });

  it('that will not be parted from a listener ends the watch over it all the same', () => {
    const { world } = fakeTizen();
    Object.assign(world.webapis?.network ?? {}, {
      removeNetworkStateChangeListener: () => {
        throw new Error('InvalidValuesError');
      }
    });
    expect(tizenSet(world).onNetwork(() => undefined)).not.toThrow();
  });

  it('says which model it is', () => {
    expect(tizenSet(fakeTizen().world).facts).toMatchObject({
      platform: 'Tizen',
      platformVersion: '6.0',
      model: 'QE55'
    });
  });

  it('that refuses everything undeclared still starts, leaves and counts as online', () => {
    const { world, calls } = fakeTizen({ config: '' });
    const set = tizenSet(world);
    set.prepare();
    set.onNetwork(() => undefined)();
    set.exit();
    expect([set.facts.model, set.isOnline(), calls]).toEqual(['', true, ['exit']]);
  });

  it('gets no privilege that the app does not use', () => {
    const declared = [...CONFIG.matchAll(/privilege name="([^"]+)"/g)].map((found) => found[1] as string);
    const isMissed = (privilege: string): boolean => {
      const { world, registered } = fakeTizen({ config: CONFIG.replace(privilege, 'none') });
      const set = tizenSet(world);
      set.prepare();
      const cancel = set.onNetwork(() => undefined);
      const told = fakeTizenListens(world, cancel);
      return set.facts.model === '' || registered.length === 0 || !told;
    };
    expect(declared.filter((each) => !each.endsWith('/internet') && !isMissed(each))).toEqual([]);
  });
});

function fakeTizenListens(world: ReturnType<typeof fakeTizen>['world'], cancel: () => void): boolean {
  try {
    world.webapis?.network?.addNetworkStateChangeListener(() => undefined);
    cancel();
    return true;
  } catch {
    return false;
  }
}

describe('an LG set', () => {
  it('is asked once for its connection, and told apart from the internet', () => {
    const { world, calls } = fakeLuna();
    const set = webosSet({ ...world, ...window });
    const seen: boolean[] = [];
    const cancel = set.onNetwork(() => void seen.push(set.isOnline()));
    const say = (wired: string, wifi: string): void =>
      calls[0]?.answer(
        JSON.stringify({
          isInternetConnectionAvailable: false,
          wired: { state: wired },
          wifi: { state: wifi }
        })
      );
    say('connected', 'disconnected');
    say('disconnected', 'disconnected');
    say('disconnected', 'connected');
    expect(seen).toEqual([true, false, true]);
    expect(calls.map(({ uri, parameters }) => [uri, parameters])).toEqual([
      ['luna://com.palm.connectionmanager/getStatus', { subscribe: true }]
    ]);
    cancel();
    expect(calls[0]?.cancelled).toBe(true);
  });

  it('whose bus answers nonsense counts as online', () => {
    const { world, calls } = fakeLuna();
    const set = webosSet({ ...world, ...window });
    set.onNetwork(() => undefined);
    calls[0]?.answer('no JSON');
    expect(set.isOnline()).toBe(true);
  });

  it('starts afresh when its menus change their language, once there was a picture', () => {
    closed.length = 0;
    const set = webosSet(window);
    window.document.dispatchEvent(new Event('webOSLocaleChange'));
    set.prepare();
    window.document.dispatchEvent(new Event('webOSLocaleChange'));
    expect(closed).toEqual(['reloaded']);
  });

  it('closes its window, and leaves the second question to nobody', () => {
    closed.length = 0;
    webosSet(window).exit();
    expect(closed).toEqual(['closed']);
  });
});

describe('which set this is', () => {
  it('follows from what it offers, not from what it calls itself', () => {
    const platformOf = (world: object): string =>
      setHere({ ...window, ...world } as unknown as Window).facts.platform;
    expect(platformOf(fakeTizen().world)).toBe('Tizen');
    expect(platformOf(fakeLuna().world)).toBe('webOS');
    expect(platformOf({ navigator: { userAgent: 'Tizen webOS' } })).toBe('Chrome');
  });
});
