/** Swallows a result. */
export function nothing(): void {
  return undefined;
}

/** Does one thing after another, in the order given. */
export function inTurn<T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> {
  return things.reduce((before, thing) => before.then((): Promise<void> => work(thing)), Promise.resolve());
}
