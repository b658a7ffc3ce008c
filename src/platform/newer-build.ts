import type { SessionState } from '../core/model/session-state';
import type { IClock } from '../core/ports';

const EVERY_MS = 600000;
const QUIET_MS = 300000;

export type Newer = {
  readonly clock: Pick<IClock, 'now' | 'after'>;
  /** Has the gateway asked which build it serves; the answer comes to `told`. */
  readonly ask: () => void;
  readonly state: () => SessionState;
  readonly onTouch: (then: () => void) => void;
  readonly reload: () => void;
};

/** A page that is open for weeks loads anew once its gateway serves another build, while nobody is busy with it. */
export function reloadWhenNewer(newer: Newer): (buildId: string) => void {
  const { clock, ask, state, onTouch, reload } = newer;
  let first = '';
  let isOld = false;
  let touchedAt = clock.now();
  onTouch((): void => {
    touchedAt = clock.now();
  });
  const look = (): void => {
    if (isOld && clock.now() - touchedAt >= QUIET_MS && isFree(state())) {
      reload();
    }
    ask();
    clock.after(EVERY_MS, look);
  };
  clock.after(EVERY_MS, look);
  return (buildId: string): void => {
    first = first === '' ? buildId : first;
    isOld = buildId !== first;
  };
}

const FREE: readonly string[] = ['signedOut', 'awaitingLink', 'resting', 'signedIn'];

/** What is on these screens is there again after a reload. */
function isFree({ auth, dialog }: SessionState): boolean {
  return dialog.kind === 'none' && FREE.indexOf(auth.kind) >= 0;
}
