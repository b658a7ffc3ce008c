import type { DeviceState } from '../core/model/session-state';
import type { Cancel, IDevice } from '../core/ports';

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

const VISIBILITY = ['visibilitychange', 'webkitvisibilitychange'];
const NETWORK = ['online', 'offline'];

/** Whether anybody can see us and whether the cable is in. Both are hints: an engine that does not say counts as yes. */
export function createDevice(world: DeviceWorld, exit: () => void): IDevice {
  return {
    current: (): DeviceState => currentOf(world),
    onChange: (then): Cancel => listen(world, then),
    exit
  };
}

function currentOf(world: DeviceWorld): DeviceState {
  const { hidden, webkitHidden } = world.document;
  return {
    visible: !(hidden === undefined ? webkitHidden === true : hidden),
    online: world.navigator.onLine !== false,
    // No engine of these years says so; a platform that does wraps this.
    memoryLow: false
  };
}

/** Two names for one event, or an event without a change, are one thing to the listener or none. */
function listen(world: DeviceWorld, then: () => void): Cancel {
  let last = currentOf(world);
  const check = (): void => {
    const now = currentOf(world);
    const isNews = now.visible !== last.visible || now.online !== last.online;
    last = now;
    if (isNews) {
      then();
    }
  };
  VISIBILITY.forEach((type): void => world.document.addEventListener(type, check));
  NETWORK.forEach((type): void => world.addEventListener(type, check));
  return (): void => {
    VISIBILITY.forEach((type): void => world.document.removeEventListener(type, check));
    NETWORK.forEach((type): void => world.removeEventListener(type, check));
  };
}
