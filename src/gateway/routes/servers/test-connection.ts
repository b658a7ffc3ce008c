import { asFailure, type FailureCode } from '../../../core/model/failure';
import { readTypedAddress } from '../../../modules/plex/servers/typed-address';
import { originText } from '../../../modules/plex/servers/hosts';
import { problemOf } from '../../http/problem';
import { ok, type Answer, type Asked } from '../../http/route';
import { isSecretFailure } from '../../secrets/secret-failure';
import { isStoreFailure } from '../../stores/store-failure';
import type { World } from '../../world';
import { holderOf } from '../holder';
import { serversOf, taken } from './way';

type Body = { readonly address: string; readonly save: boolean };
type Found = { readonly machineId: string; readonly latencyMs: number };

/** One address may take so long, and every refusal takes as long as all of them could: it tells nothing of the network. */
const PATIENCE_MS = 1500;
const REFUSAL_MS = 2000;

/** Says something of who asks and nothing of what is where: an admin can do something about it. */
const OF_THE_ACCOUNT: readonly FailureCode[] = [
  'serverNotOnAccount',
  'needsHttps',
  'serviceDown',
  'issuerRefused'
];

async function identityAt(uri: string, { upstream, clock }: World): Promise<Found> {
  const began = clock.now();
  const machineId = await upstream.whoIsAt(uri, PATIENCE_MS);
  return { machineId, latencyMs: Math.round(clock.now() - began) };
}

async function whoIs(address: string, world: World): Promise<Found> {
  const origins = readTypedAddress(address) ?? [];
  return Promise.any(origins.map((origin) => identityAt(originText(origin), world)));
}

function wait(ms: number, { clock }: World): Promise<void> {
  return new Promise((resolve) => clock.after(Math.max(0, ms), resolve));
}

/** Trouble of the gateway's own, which says nothing of the network either. */
function isOurs(thrown: unknown): boolean {
  return isStoreFailure(thrown) || isSecretFailure(thrown);
}

/** Whatever failed, and why, is answered alike: this is no way to look around in the operator's network. */
async function orRefusal<T>(work: Promise<T>, world: World): Promise<T> {
  const began = world.clock.now();
  try {
    return await work;
  } catch (thrown) {
    if (isOurs(thrown) || OF_THE_ACCOUNT.includes(asFailure(thrown).code)) {
      throw thrown;
    }
    world.log.debug('testConnectionFailed', { failure: thrown });
    await wait(REFUSAL_MS - (world.clock.now() - began), world);
    throw problemOf('ADDRESS_NOT_ALLOWED');
  }
}

/** Who answers at an address, and how fast; saved only once it has let this person in. */
export async function testConnection(asked: Asked<Body>, world: World): Promise<Answer> {
  const { address, save } = asked.body;
  const found = await orRefusal(whoIs(address, world), world);
  if (!save) {
    return ok({ ...found, route: null });
  }
  const holder = holderOf(asked.caller, world);
  const route = await orRefusal(serversOf(holder, world).reachAddress(address), world);
  return ok({ ...found, route: taken(holder.memory, route, world.clock.now()) });
}
