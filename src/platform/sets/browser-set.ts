import type { Cancel } from '../../core/ports';
import type { ITvSet } from './tv-set';

/** A browser has nothing of its own to say. */
export function browserSet(world: Pick<Window, 'close'>): ITvSet {
  return {
    facts: { platform: 'Chrome', platformVersion: '', device: 'Browser', model: '', vendor: '' },
    exit: (): void => world.close(),
    prepare: (): void => undefined,
    isOnline: (): boolean => true,
    onNetwork: (): Cancel => (): void => undefined
  };
}
