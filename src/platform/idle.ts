import type { SessionState } from '../core/model/session-state';
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

type Kiosk = {
  readonly session: {
    readonly state: SessionState;
    send(intent: { readonly type: 'signOut' }): void;
    subscribe(listener: (state: SessionState) => void): Cancel;
  };
  readonly after: IClock['after'];
};

/**
 * A kiosk forgets who was there when nobody is there any more. Whoever signs in touches a phone and not the kiosk, so
 * arriving counts as a touch.
 */
export function signOutWhenIdle({ session, after }: Kiosk, onTouch: (then: () => void) => Cancel): void {
  let now: number | null = null;
  let stop: Cancel = (): void => undefined;
  const onIdle = (): void => (isSomebody(session.state) ? session.send({ type: 'signOut' }) : undefined);
  const touched = (then: () => void): Cancel => {
    const stops = [onTouch(then), onArrival(session, then)];
    return (): void => stops.forEach((each: Cancel): void => each());
  };
  // A gateway says how long only once it has been asked.
  const follow = (): void => {
    const { idleMs } = session.state.config;
    if (idleMs !== now) {
      now = idleMs;
      stop();
      stop = idleMs === null ? (): void => undefined : whenIdle({ after, idleMs, onIdle }, touched);
    }
  };
  follow();
  session.subscribe(follow);
}

function onArrival(session: Kiosk['session'], then: () => void): Cancel {
  let was = isSomebody(session.state);
  return session.subscribe((state: SessionState): void => {
    const is = isSomebody(state);
    if (is && !was) {
      then();
    }
    was = is;
  });
}

function isSomebody({ auth }: SessionState): boolean {
  return 'signIn' in auth || auth.kind === 'accepting';
}
