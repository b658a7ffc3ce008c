import type { DeviceState } from '../core/model/session-state';
import type { Cancel, IDevice } from '../core/ports';
import type { ITvSet } from './sets/tv-set';

/** The half of a window that tells what the set is doing. Old engines name their events with a prefix. */
export type DeviceWorld = {
  readonly document: Pick<Document, 'addEventListener' | 'removeEventListener'> & {
    readonly hidden?: boolean;
    readonly webkitHidden?: boolean;
  };
  readonly navigator: { readonly onLine?: boolean };
  readonly addEventListener: (type: string, listener: () => void) => void;
  readonly removeEventListener: (type: string, listener: () => void) => void;
};

/** What the maker's own interface says, where there is one. */
export type OwnWays = Pick<ITvSet, 'exit' | 'isOnline' | 'onNetwork'>;

const VISIBILITY = ['visibilitychange', 'webkitvisibilitychange'];
const NETWORK = ['online', 'offline'];

/** Whether anybody can see us and whether the cable is in. Both are hints: an engine that does not say counts as yes. */
export function createDevice(world: DeviceWorld, set: OwnWays): IDevice {
  const current = (): DeviceState => currentOf(world, set);
  return {
    current,
    onChange: (then): Cancel => listen(world, set, current, then),
    exit: (): void => set.exit()
  };
}

function currentOf(world: DeviceWorld, set: OwnWays): DeviceState {
  const { hidden, webkitHidden } = world.document;
  return {
    visible: !(hidden === undefined ? webkitHidden === true : hidden),
    online: world.navigator.onLine !== false && set.isOnline(),
    // No engine of these years says so; a platform that does wraps this.
    memoryLow: false
  };
}

/** Two names for one event, or an event without a change, are one thing to the listener or none. */
function listen(world: DeviceWorld, set: OwnWays, current: () => DeviceState, then: () => void): Cancel {
  let last = current();
  const check = (): void => {
    const now = current();
    const isNews = now.visible !== last.visible || now.online !== last.online;
    last = now;
    if (isNews) {
      then();
    }
  };
  VISIBILITY.forEach((type): void => world.document.addEventListener(type, check));
  NETWORK.forEach((type): void => world.addEventListener(type, check));
  const unplug = set.onNetwork(check);
  return (): void => {
    unplug();
    VISIBILITY.forEach((type): void => world.document.removeEventListener(type, check));
    NETWORK.forEach((type): void => world.removeEventListener(type, check));
  };
}
