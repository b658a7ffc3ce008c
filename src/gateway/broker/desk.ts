import type { IClock } from '../../core/ports';
import type { House } from '../house/open-house';
import type { World } from '../world';
import { Brakes } from './brakes';

/** What the loop and the routes of one process share: who waits for which code, and why codes wait. */
export type Desk = {
  readonly brakes: Brakes;
  /** Resolves when the code was heard of, when `ms` are over, or when nobody listens any more. */
  readonly wait: (pinId: string, ms: number, gone: AbortSignal) => Promise<void>;
  /** Something became of this code. */
  readonly ring: (pinId: string) => void;
  readonly waiters: () => number;
  /** There is something to do for the loop. */
  readonly poke: () => void;
  readonly onPoke: (then: (() => void) | null) => void;
};

const desks = new WeakMap<House, Desk>();

/** The one desk of a gateway's house: handlers and loop are given the same world and nothing else. */
export function deskOf({ house, clock }: Pick<World, 'house' | 'clock'>): Desk {
  const desk = desks.get(house) ?? newDesk(clock);
  desks.set(house, desk);
  return desk;
}

function newDesk(clock: IClock): Desk {
  const bells = new Map<string, Set<() => void>>();
  let poked: (() => void) | null = null;
  let count = 0;
  return {
    brakes: new Brakes(clock),
    wait: (pinId, ms, gone) =>
      new Promise((resolve) => {
        const heard = bells.get(pinId) ?? new Set();
        const end = (): void => {
          cancel();
          gone.removeEventListener('abort', end);
          count -= heard.delete(end) ? 1 : 0;
          if (heard.size === 0 && bells.get(pinId) === heard) {
            bells.delete(pinId);
          }
          resolve();
        };
        const cancel = clock.after(gone.aborted ? 0 : ms, end);
        gone.addEventListener('abort', end);
        bells.set(pinId, heard.add(end));
        count += 1;
      }),
    ring: (pinId) => [...(bells.get(pinId) ?? [])].forEach((end) => end()),
    waiters: () => count,
    poke: () => poked?.(),
    onPoke: (then) => void (poked = then)
  };
}

/** How long a screen's question may rest before the store is looked at: another gateway may have heard. Gentler the more there are. */
export function lookEveryMs(waiters: number): number {
  return Math.min(12_000, Math.max(2000, waiters * 5));
}
