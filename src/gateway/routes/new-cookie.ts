import { insist, wordsOf } from '../broker/code-work';
import type { Renewal, Session, TokenHash } from '../stores/rows';
import type { World } from '../world';

/** A kiosk gives an answer ten seconds. */
const PATIENCE_MS = 8000;

/**
 * Changes a screen's cookie also when the store goes away in the middle. Nobody knows then whether the old cookie still
 * counts, and only this request has the new one: were it to give up, the screen would have neither.
 */
export function changeCookie(world: World, hash: TokenHash, next: Renewal): Promise<Session | null> {
  const { sessions } = world.house.stores;
  return insist(
    world,
    async () => (await sessions.renew(hash, next)) ?? (await sessions.read(next.hash)),
    PATIENCE_MS
  );
}

/** What is put in order once the cookie has changed. Trouble with that stands in the log: the new cookie has to go out. */
export async function tidyAfter(world: World, works: readonly Promise<unknown>[]): Promise<void> {
  const note = (thrown: unknown): void => world.log.warn('notTidied', wordsOf(thrown));
  await Promise.all(works.map((each) => each.catch(note)));
}
