/** Errors within a minute after which a new stage no longer helps. */
const MANY = 3;
const MINUTE_MS = 60000;

export type Mending = {
  readonly now: () => number;
  readonly note: (event: string, facts: { readonly [name: string]: unknown }) => void;
  readonly restart: () => void;
};
export type Mender = {
  /** An error that nobody caught: the stage is made anew; where they do not end, the page is. */
  readonly onUncaught: (bug: string) => void;
  /** An error that was caught, and lies in the log. */
  readonly onBug: (bug: string) => void;
  readonly onStuck: () => void;
  /** Whom to ask for a new stage. */
  readonly onBroken: (renew: () => void) => void;
};

/** Whatever goes wrong ends on a screen that works. */
export function createMender({ now, note, restart }: Mending): Mender {
  let renew = (): void => undefined;
  let moments: readonly number[] = [];
  return {
    onUncaught: (bug: string): void => {
      note('uncaught', { bug });
      moments = moments.concat(now()).filter((at): boolean => now() - at < MINUTE_MS);
      return moments.length > MANY ? restart() : renew();
    },
    onBug: (bug: string): void => note('bug', { bug }),
    onStuck: (): void => {
      note('stuck', {});
      restart();
    },
    onBroken: (then: () => void): void => {
      renew = then;
    }
  };
}
