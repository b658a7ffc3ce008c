import { ok, type Answer, type Asked, type Route } from '../../http/route';
import { problemOf } from '../../http/problem';
import type { World } from '../../world';
import { holderOf } from '../holder';
import { pinFingerprint } from './fingerprints';
import { handOn } from './pms';
import { secretsOf, withoutSecrets } from './secrets-of';
import * as schemas from './schemas';
import { testConnection } from './test-connection';
import { probed, serversOf, statusIn, taken, wayTo } from './way';

type Chosen = { readonly serverId: string | null; readonly refetch: boolean; readonly brisk: boolean };
type Named = { readonly serverId: string };

const idIn = ({ params }: Asked): string => params['id'] ?? '';

async function list(asked: Asked, world: World): Promise<Answer> {
  return ok(await serversOf(holderOf(asked.caller, world), world).list());
}

async function select(asked: Asked<Chosen>, world: World): Promise<Answer> {
  const { serverId, refetch, brisk } = asked.body;
  const holder = holderOf(asked.caller, world);
  const route = await serversOf(holder, world).reach(serverId, { refetch, brisk });
  return ok(taken(holder.memory, route, world.clock.now()));
}

async function look(asked: Asked, world: World): Promise<Answer> {
  return ok(await serversOf(holderOf(asked.caller, world), world).look(idIn(asked)));
}

async function allowInsecure(asked: Asked, world: World): Promise<Answer> {
  return ok(await serversOf(holderOf(asked.caller, world), world).allowInsecure(idIn(asked)));
}

async function probe(asked: Asked<Named>, world: World): Promise<Answer> {
  const holder = holderOf(asked.caller, world);
  const route = await wayTo(holder, world, asked.body.serverId);
  return ok({ latencyMs: Math.round(await probed(holder, world, route)) });
}

async function libraries(asked: Asked, world: World): Promise<Answer> {
  const holder = holderOf(asked.caller, world);
  const route = await wayTo(holder, world, asked.query['serverId'] ?? '');
  return ok({ libraries: await serversOf(holder, world).libraries(route) });
}

/** Measured now: a status that was true a while ago helps nobody. */
async function status(asked: Asked, world: World): Promise<Answer> {
  const holder = holderOf(asked.caller, world);
  const { way } = holder.memory;
  if (way !== null) {
    await probed(holder, world, way.route).catch(() => undefined);
  }
  return ok(statusIn(holder.memory.way, world.clock.now()));
}

async function lan(_asked: Asked, { gdm, settings }: World): Promise<Answer> {
  if (!settings.COUCHKEY_GDM) {
    throw problemOf('NOT_FOUND');
  }
  return ok({ servers: await gdm.search() });
}

/** Servers and libraries are named by others, who saw the token that they were shown. */
const cleared =
  (handle: Route['handle']): Route['handle'] =>
  async (asked, world) => {
    const answer = await handle(asked, world);
    const secrets = await secretsOf(asked, holderOf((asked as Asked).caller, world), world);
    return { ...answer, body: withoutSecrets(answer.body, secrets) };
  };

const ADDRESS = { type: 'string', minLength: 1, maxLength: 300 };
const PARAMS = schemas.exactly({ id: schemas.SERVER_ID });
const NAMED = schemas.exactly({ serverId: schemas.SERVER_ID });
const CHOSEN = schemas.exactly({
  serverId: { ...schemas.SERVER_ID, nullable: true },
  refetch: { type: 'boolean' },
  brisk: { type: 'boolean' }
});
const LATENCY = { type: 'object', properties: { latencyMs: { type: 'number' } } };
const SHA256 = { type: 'string', nullable: true, pattern: '^[0-9A-Fa-f:]{64,95}$' };
const DURABLE = { type: 'object', properties: { durable: { type: 'boolean' } } };

const get = (path: string, summary: string, reply: object, handle: Route['handle']): Route => ({
  ...{ method: 'GET', who: 'user', apps: true, path, summary, handle: cleared(handle) },
  replies: { 200: { ...reply } }
});

const post = (path: string, summary: string, reply: object, handle: Route['handle']): Route => ({
  ...get(path, summary, reply, handle),
  method: 'POST'
});

const FOR_ADMIN_PAGES = { who: 'admin', apps: false } as const;

/** Finding, choosing and asking media servers. */
export const SERVER_ROUTES: readonly Route[] = [
  get('/api/plex/servers', 'The media servers of whoever is signed in', schemas.SERVERS, list),
  {
    ...post('/api/plex/select-server', 'Reaches a server and remembers it', schemas.ROUTE, select),
    body: CHOSEN
  },
  {
    ...post('/api/plex/servers/:id/look', 'Reaches a server without remembering it', schemas.ROUTE, look),
    params: PARAMS
  },
  {
    ...post(
      '/api/plex/servers/:id/allow-insecure',
      'Agrees to plain http in the house',
      DURABLE,
      allowInsecure
    ),
    params: PARAMS
  },
  { ...post('/api/plex/probe', 'How fast the server in use answers', LATENCY, probe), body: NAMED },
  {
    ...get('/api/plex/libraries', 'What a server has', schemas.LIBRARIES, libraries),
    query: schemas.exactly({ serverId: schemas.SERVER_ID })
  },
  get('/api/status', 'How well the server in use is reached', schemas.STATUS, status),
  {
    ...get('/api/plex/lan', 'Media servers that answer on the local network', schemas.LAN, lan),
    ...FOR_ADMIN_PAGES
  },
  {
    ...post('/api/plex/test-connection', 'Who answers at an address', schemas.TESTED, testConnection),
    who: 'admin',
    body: schemas.exactly({ address: ADDRESS, save: { type: 'boolean' } })
  },
  {
    ...post('/api/plex/fingerprints', 'Which certificate counts at an address', {}, pinFingerprint),
    ...FOR_ADMIN_PAGES,
    body: schemas.exactly({ address: ADDRESS, sha256: SHA256 }),
    replies: { 204: null }
  },
  {
    ...get('/api/pms/:serverId/*', 'Hands a reading question on to a media server', {}, handOn),
    ...{ handle: handOn, heads: true },
    params: {
      type: 'object',
      required: ['serverId'],
      properties: { serverId: schemas.SERVER_ID, '*': { type: 'string', maxLength: 300 } }
    },
    query: { type: 'object', maxProperties: 8, additionalProperties: { type: 'string', maxLength: 200 } },
    replies: {}
  }
];
