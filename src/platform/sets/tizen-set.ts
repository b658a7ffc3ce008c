import type { Cancel } from '../../core/ports';
import type { ITvSet } from './tv-set';

/** The parts of Samsung's objects that are used; each of them may be missing, and each call may throw. */
export type TizenWorld = {
  readonly tizen: {
    readonly application: { readonly getCurrentApplication: () => { readonly exit: () => void } };
    readonly tvinputdevice?: {
      readonly registerKey: (name: string) => void;
      /** Since 2016: one call instead of ten. */
      readonly registerKeyBatch?: (names: string[]) => void;
    };
    readonly systeminfo?: { readonly getCapability: (name: string) => unknown };
  };
  readonly webapis?: {
    readonly network?: {
      readonly NetworkState: { readonly GATEWAY_CONNECTED: number; readonly GATEWAY_DISCONNECTED: number };
      readonly addNetworkStateChangeListener: (then: (state: number) => void) => number;
      readonly removeNetworkStateChangeListener: (id: number) => void;
    };
    readonly productinfo?: { readonly getModel: () => string };
  };
};

/** Arrows, Enter and Return come by themselves; Exit must not be asked for. Digits are for a profile's PIN. */
const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** A Samsung set. */
export function tizenSet(world: TizenWorld): ITvSet {
  let isConnected = true;
  return {
    facts: {
      platform: 'Tizen',
      platformVersion: textFrom(() => capability(world, 'http://tizen.org/feature/platform.version')),
      device: 'Samsung TV',
      model: textFrom(() =>
        world.webapis && world.webapis.productinfo ? world.webapis.productinfo.getModel() : ''
      ),
      vendor: 'Samsung'
    },
    exit: (): void => world.tizen.application.getCurrentApplication().exit(),
    prepare: (): void => attempt(() => registerKeys(world)),
    isOnline: (): boolean => isConnected,
    onNetwork: (then): Cancel =>
      watchNetwork(world, (isNow: boolean): void => {
        isConnected = isNow;
        then();
      })
  };
}

function registerKeys({ tizen }: TizenWorld): void {
  const device = tizen.tvinputdevice;
  if (device === undefined) {
    return;
  }
  if (device.registerKeyBatch !== undefined) {
    device.registerKeyBatch(KEYS);
  } else {
    KEYS.forEach((name: string): void => device.registerKey(name));
  }
}

/** Samsung's states tell of the way to the router, not of the internet; all others leave things as they are. */
function watchNetwork({ webapis }: TizenWorld, then: (isConnected: boolean) => void): Cancel {
  const network = webapis === undefined ? undefined : webapis.network;
  if (network === undefined) {
    return (): void => undefined;
  }
  let id: number | null = null;
  attempt(() => {
    const { GATEWAY_CONNECTED, GATEWAY_DISCONNECTED } = network.NetworkState;
    id = network.addNetworkStateChangeListener((state: number): void => {
      if (state === GATEWAY_CONNECTED || state === GATEWAY_DISCONNECTED) {
        then(state === GATEWAY_CONNECTED);
      }
    });
  });
  return (): void => {
    if (id !== null) {
      const known = id;
      attempt((): void => network.removeNetworkStateChangeListener(known));
    }
  };
}

function capability({ tizen }: TizenWorld, name: string): unknown {
  return tizen.systeminfo === undefined ? '' : tizen.systeminfo.getCapability(name);
}

/** A privilege that is missing, or an older set, costs what was asked for and nothing else. */
function attempt(what: () => void): void {
  try {
    what();
  } catch (_refused) {
    return;
  }
}

function textFrom(read: () => unknown): string {
  try {
    const text = read();
    return typeof text === 'string' ? text : '';
  } catch (_refused) {
    return '';
  }
}
