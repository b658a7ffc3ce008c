import type { SessionState } from '../core/model/session-state';
import type { Cancel, IClock } from '../core/ports';
import type { Frames } from './frames';

type Seen = {
  readonly session: { readonly state: SessionState; subscribe(listener: () => void): Cancel };
  readonly clock: Pick<IClock, 'after'>;
};
/** `holdMs`: how long the page's own first picture may stand in for one that says no more than it. */
export type Hold = { readonly holdMs: number; readonly frames: Pick<Frames, 'pause' | 'resume'> };

/** Nothing runs while nobody can see it, nor as long as the page's own first picture says all there is to say. */
export function followSight({ session, clock }: Seen, { holdMs, frames }: Hold): Cancel {
  let isHeld = holdMs > 0;
  const follow = (): void => {
    const { device, auth } = session.state;
    isHeld = isHeld && device.visible && isPassing(auth);
    return device.visible && !isHeld ? frames.resume() : frames.pause();
  };
  const unhold = clock.after(holdMs, (): void => {
    isHeld = false;
    follow();
  });
  const unfollow = session.subscribe(follow);
  follow();
  return (): void => {
    unhold();
    unfollow();
  };
}

/** The moment before the first code: mostly too short to be read. */
function isPassing(auth: SessionState['auth']): boolean {
  return (auth.kind === 'restoring' || auth.kind === 'requestingCode') && auth.reason === undefined;
}
