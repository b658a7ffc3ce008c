const LOOK_EVERY_MS = 100;
const LOOKS = 300;

/** Looks until it is so: a slow machine is no fault. */
export async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (let tries = 0; tries < LOOKS; tries += 1) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen as NonNullable<T>;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error('it never came to be');
}
