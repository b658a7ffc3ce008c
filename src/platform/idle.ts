import type { Cancel, IClock } from '../core/ports';

export type Idle = { readonly after: IClock['after']; readonly idleMs: number; readonly onIdle: () => void };

/** Tells when nobody has touched anything for so long; each touch begins the wait anew. */
export function whenIdle({ after, idleMs, onIdle }: Idle, onTouch: (then: () => void) => Cancel): Cancel {
  let cancel = after(idleMs, onIdle);
  const stop = onTouch((): void => {
    cancel();
    cancel = after(idleMs, onIdle);
  });
  return (): void => {
    cancel();
    stop();
  };
}
