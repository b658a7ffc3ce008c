import type { Caller } from '../http/route';
import type { World } from '../world';
import { clientBy } from './access-token';
import { appBy } from './app-token';
import { readSigned } from './signing';

/** Who brings this token: a packaged app's screen, or a script; null when it does not count (any more). */
export async function readBearer(
  world: Pick<World, 'house' | 'clock'>,
  text: string
): Promise<Caller | null> {
  const token = await readSigned(world, text);
  return token === null
    ? null
    : token.audience === 'couchkey-screen'
      ? appBy(world, token)
      : clientBy(world, token);
}
