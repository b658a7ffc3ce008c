const LOOK_EVERY_MS = 100;
const LOOKS = 300;
const NOT_YET: readonly unknown[] = [null, undefined, false, ''];

/** Whether there is something to see. An empty text is a page that has not said it yet. */
export function hasCome<T>(seen: T): seen is NonNullable<T> {
  return !NOT_YET.includes(seen);
}

/** Looks until it is so: a slow machine is no fault. */
export async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (let tries = 0; tries < LOOKS; tries += 1) {
    const seen = await look();
    if (hasCome(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error('it never came to be');
}
