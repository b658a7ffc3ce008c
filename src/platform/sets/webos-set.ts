import type { Cancel } from '../../core/ports';
import { askLuna, type LunaWorld } from './luna';
import type { ITvSet } from './tv-set';

export type WebosWorld = LunaWorld &
  Pick<Window, 'close'> & {
    readonly document: Pick<Document, 'addEventListener'>;
    readonly location: Pick<Location, 'reload'>;
  };

const STATUS = 'luna://com.palm.connectionmanager/getStatus';

/** An LG set. */
export function webosSet(world: WebosWorld): ITvSet {
  let isConnected = true;
  return {
    facts: { platform: 'webOS', platformVersion: '', device: 'LG TV', model: '', vendor: 'LG' },
    /** The question was asked on our own screen already: `platformBack` would ask it a second time from webOS 6 on. */
    exit: (): void => world.close(),
    /** Another language in the set's menus: whoever is signed in, and the code on the screen, outlive a fresh start. */
    prepare: (): void =>
      world.document.addEventListener('webOSLocaleChange', (): void => world.location.reload()),
    isOnline: (): boolean => isConnected,
    onNetwork: (then): Cancel =>
      askLuna(world, STATUS, { subscribe: true }, (answer): void => {
        isConnected = isUp(answer['wired']) || isUp(answer['wifi']);
        then();
      })
  };
}

/** Whether the internet can be reached is another question, which only a real request answers. */
function isUp(line: unknown): boolean {
  return typeof line === 'object' && line !== null && (line as { state?: unknown }).state === 'connected';
}
