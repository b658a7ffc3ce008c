import { askerOfSignIn } from './asker';
import { rightTo } from './find';
import { headersFor } from './reach';
import type { Headers } from '../../../core/ports';
import type { PlexContext } from '../auth';
import type { ServersMemory, ServersOptions } from './interfaces';

/**
 * What a request to a server of this person carries, once the server was reached. For a program that hands requests
 * on; it holds the server's token and must not leave that program.
 */
export function headersTo(
  plex: PlexContext,
  options: ServersOptions,
  memory: ServersMemory,
  serverId: string
): Promise<Headers> {
  const context = { ports: plex.ports, asker: askerOfSignIn(plex), options, memory, brisk: false };
  return rightTo(context, serverId).then((grant) => headersFor(context, grant));
}
