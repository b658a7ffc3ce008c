import type { IStop } from '../../../core/ports';

/** A stop that can be pulled. */
export type Brake = IStop & { readonly pull: () => void };

/** A brake that nobody has pulled yet; whoever asks to be told afterwards is told at once. */
export function newBrake(): Brake {
  let listeners: (() => void)[] = [];
  const brake = {
    stopped: false,
    onStop: (then: () => void): (() => void) => {
      if (brake.stopped) {
        then();
      } else {
        listeners.push(then);
      }
      return () => {
        listeners = listeners.filter((each) => each !== then);
      };
    },
    pull: (): void => {
      const told = listeners;
      listeners = [];
      brake.stopped = true;
      told.forEach((each) => each());
    }
  };
  return brake;
}
