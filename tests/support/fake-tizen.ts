import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TizenWorld } from '../../src/platform/sets/tizen-set';

const CONFIG = readFileSync(join(__dirname, '../../tizen/config.xml'), 'utf8');

export type FakeTizen = {
  readonly world: TizenWorld;
  readonly registered: string[];
  readonly calls: string[];
  readonly network: (state: number) => void;
  readonly listeners: () => number;
};

export type TizenOptions = {
  /** What config.xml declares; an undeclared privilege throws, as on the set. */
  readonly config?: string;
  readonly hasBatch?: boolean;
};

/** Samsung's objects as far as the app uses them, with the privileges that tizen/config.xml really declares. */
export function fakeTizen({ config = CONFIG, hasBatch = true }: TizenOptions = {}): FakeTizen {
  const registered: string[] = [];
  const calls: string[] = [];
  const listeners = new Map<number, (state: number) => void>();
  const need = (privilege: string): void => {
    if (!config.includes(`<tizen:privilege name="${privilege}"/>`)) {
      throw Object.assign(new Error(`no ${privilege}`), { name: 'SecurityError' });
    }
  };
  const register = (...names: string[]): void => {
    need('http://tizen.org/privilege/tv.inputdevice');
    calls.push(`register ${names.length}`);
    registered.push(...names);
  };
  const batch = hasBatch ? { registerKeyBatch: (names: string[]) => register(...names) } : {};
  const world: TizenWorld = {
    tizen: {
      application: { getCurrentApplication: () => ({ exit: () => void calls.push('exit') }) },
      tvinputdevice: { registerKey: (name) => register(name), ...batch },
      systeminfo: { getCapability: () => '6.0' }
    },
    webapis: {
      network: {
        NetworkState: { GATEWAY_CONNECTED: 4, GATEWAY_DISCONNECTED: 5 },
        addNetworkStateChangeListener: (then) => {
          need('http://developer.samsung.com/privilege/network.public');
          listeners.set(7, then);
          return 7;
        },
        removeNetworkStateChangeListener: (id) => void listeners.delete(id)
      },
      productinfo: {
        getModel: () => {
          need('http://developer.samsung.com/privilege/productinfo');
          return 'QE55';
        }
      }
    }
  };
  return {
    world,
    registered,
    calls,
    network: (state) => [...listeners.values()].forEach((then) => then(state)),
    listeners: () => listeners.size
  };
}
