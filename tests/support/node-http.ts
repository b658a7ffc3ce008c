import { globalAgent as plain } from 'node:http';
import { globalAgent as tls } from 'node:https';
import { nodeClock } from '../../src/gateway/upstream/node-clock';
import { createNodeHttp } from '../../src/gateway/upstream/node-http';
import type { IHttp } from '../../src/core/ports';

/** The port as the gateway has it, for tests that want a real network and no television, and count each request. */
export function nodeHttp(): IHttp {
  return createNodeHttp({ clock: nodeClock, agents: { plain, tls }, retriesStale: false });
}
