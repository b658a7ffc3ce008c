import { failureOf } from '../../core/model/failure';
import type { IClock } from '../../core/ports';
import type { IStore } from '../../core/vault/store';

/** Runs work on one store, one piece after another, and answers each within a time, whatever the store does. */
export interface ICalm {
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** A store whose every call goes through the gate: it answers in time, and fails as `storage` only. */
export function calmStore(store: IStore, calm: ICalm): IStore {
  return {
    name: store.name,
    durable: store.durable,
    read: (key): Promise<string | null> => calm.run((): Promise<string | null> => store.read(key)),
    write: (key, text): Promise<void> => calm.run((): Promise<void> => store.write(key, text)),
    remove: (key): Promise<void> => calm.run((): Promise<void> => store.remove(key)),
    keys: (): Promise<readonly string[]> => calm.run((): Promise<readonly string[]> => store.keys())
  };
}

type State = { tail: Promise<void>; last: number; hung: boolean };

/**
 * A store that once kept silent for `capMs` is refused at once until it has answered, so that it costs the cap only
 * one time, and nothing is ever queued up behind it to arrive late. `onWake` is told when it answers after all.
 */
export function calmFor(clock: IClock, capMs: number, onWake: () => void): ICalm {
  const state: State = { tail: Promise.resolve(), last: 0, hung: false };
  return {
    run: <T>(work: () => Promise<T>): Promise<T> =>
      state.hung ? Promise.reject(failureOf('storage')) : within(state, work, clock, capMs, onWake)
  };
}

function within<T>(
  state: State,
  work: () => Promise<T>,
  clock: IClock,
  capMs: number,
  onWake: () => void
): Promise<T> {
  let expired = false;
  const started = state.tail.then((): Promise<T> =>
    expired ? Promise.reject(failureOf('storage')) : work()
  );
  const turn = (state.last += 1);
  const settle = (): void => {
    const woken = state.hung && turn === state.last;
    state.hung = state.hung && !woken;
    if (woken) {
      onWake();
    }
  };
  state.tail = started.then(settle, settle);
  return new Promise<T>((resolve, reject): void => {
    const cancel = clock.after(capMs, (): void => {
      expired = true;
      state.hung = true;
      reject(failureOf('storage'));
    });
    started.then(
      (value: T): void => {
        cancel();
        resolve(value);
      },
      (_reason: unknown): void => {
        cancel();
        reject(failureOf('storage'));
      }
    );
  });
}
