import { RECORDED, type ReplyName } from '../../shapes/plex-shapes';
import { shapeOf, type Plain, type Shape } from '../../shapes/shape';
import type { MediaAddressPlan } from '../media/media-types';
import { DEMO_USER_IDS } from '../plex/users';
import type { Simulator } from '../start';

const TV = {
  'x-plex-client-identifier': 'fidelity-tv',
  'x-plex-product': 'Couchkey',
  'x-plex-version': '1.0.0',
  'x-plex-platform': 'Tizen',
  'x-plex-platform-version': '6.5',
  'x-plex-device': 'Samsung TV',
  'x-plex-device-name': 'Living room'
};
const JSON_PLEASE = { ...TV, accept: 'application/json' };
const KINDS: readonly MediaAddressPlan['kind'][] = ['local', 'remote', 'relay'];

type Ask = { readonly path: string; readonly method?: string; readonly headers: Record<string, string> };

async function textOf({ urls }: Simulator, { path, method = 'GET', headers }: Ask): Promise<string> {
  const response = await fetch(urls.plex + path, { method, headers });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
  return response.text();
}

/** As the named person on a device of their own, so that no token pushes out another. */
function as(simulator: Simulator, person: string, headers: Record<string, string>): Record<string, string> {
  const clientIdentifier = `${headers['x-plex-client-identifier']}-of-${person}`;
  const token = simulator.plex.mintToken(person, clientIdentifier);
  return { ...headers, 'x-plex-client-identifier': clientIdentifier, 'x-plex-token': token };
}

async function pinReplies(simulator: Simulator): Promise<readonly string[]> {
  const created = await textOf(simulator, { path: '/api/v2/pins', method: 'POST', headers: JSON_PLEASE });
  const { id, code } = JSON.parse(created) as { id: number; code: string };
  simulator.phone.approve(code);
  return [created, await textOf(simulator, { path: `/api/v2/pins/${id}`, headers: JSON_PLEASE })];
}

/** The three kinds of account that were recorded: free, managed guest of a Home, and with Plex Pass. */
function userReplies(simulator: Simulator): Promise<readonly string[]> {
  const user = (person: string): Promise<string> =>
    textOf(simulator, { path: '/api/v2/user', headers: as(simulator, person, JSON_PLEASE) });
  return Promise.all(['theo', 'Finn', 'ada'].map(user));
}

async function resourceReplies(simulator: Simulator): Promise<readonly string[]> {
  const path = '/api/v2/resources?includeHttps=1&includeRelay=1&includeIPv6=1';
  const see = (person: string): Promise<string> =>
    textOf(simulator, { path, headers: as(simulator, person, JSON_PLEASE) });
  return Promise.all(['ada', 'mara'].map(see));
}

async function apiResourceReplies(simulator: Simulator): Promise<readonly string[]> {
  const path = '/api/resources?includeHttps=1';
  return [await textOf(simulator, { path, headers: as(simulator, 'ada', TV) })];
}

async function deviceReplies(simulator: Simulator): Promise<readonly string[]> {
  const headers = as(simulator, 'ada', TV);
  await textOf(simulator, { path: '/api/v2/ping', headers });
  return [await textOf(simulator, { path: '/devices.xml', headers })];
}

/** A server with one address of each kind, so that nothing recorded goes unsaid. */
export async function addRichServer(simulator: Simulator): Promise<void> {
  await simulator.media.add({
    name: 'Box',
    owner: DEMO_USER_IDS.ada,
    sharedWith: [DEMO_USER_IDS.mara],
    dockerBridge: true,
    addresses: KINDS.map((kind) => ({ kind, protocol: 'http' }))
  });
}

const ASKED: Readonly<Record<ReplyName, (simulator: Simulator) => Promise<readonly string[]>>> = {
  pin: pinReplies,
  user: userReplies,
  resources: resourceReplies,
  apiResources: apiResourceReplies,
  devices: deviceReplies
};

/** Asks the running simulator what was recorded of the real one, and reads the answers the same way. */
export async function simulatedShape(simulator: Simulator, name: ReplyName): Promise<Shape> {
  const { parse, typeOf } = RECORDED[name].reading;
  const replies = (await ASKED[name](simulator)).map((text): Plain => parse(text));
  return shapeOf(replies, typeOf);
}
