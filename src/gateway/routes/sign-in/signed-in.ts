import { asFailure } from '../../../core/model/failure';
import type { Known } from '../../../core/ports';
import { record } from '../../audit/record';
import { done, ok } from '../../http/route';
import type { Answer, Asked } from '../../http/route';
import type { ProviderId } from '../../stores/rows';
import { grantNameOf } from '../../upstream/session-vault';
import type { World } from '../../world';
import { endRefused } from '../../upkeep/end-refused';
import { endUpstreamOfScreen } from '../end-upstream';
import { holderOf } from '../holder';
import { tried } from './failed-tries';
import { screenOf, signedInWith } from './screen';

/** Whether the sign-in still counts. One that its issuer took back ends on every screen. */
export async function validate(provider: ProviderId, asked: Asked, world: World): Promise<Answer> {
  const { userId } = holderOf(asked.caller, world);
  const before = await world.house.stores.accounts.read(userId, grantNameOf(provider));
  const own = await signedInWith(provider, asked, world);
  try {
    await own.confirmAccount();
  } catch (thrown) {
    if (asFailure(thrown).code === 'issuerRefused' && before !== null) {
      await endRefused(world, provider, before);
    }
    throw thrown;
  }
  return done();
}

/** The people of the Home. */
export async function profiles(provider: ProviderId, asked: Asked, world: World): Promise<Answer> {
  const own = await signedInWith(provider, asked, world);
  return ok({ profiles: await own.listProfiles() });
}

type Opening = { readonly profileId: string; readonly pin: string | null };

/** Becomes a person of the Home, on this screen only. The PIN is passed on and forgotten. */
export async function openProfile(
  provider: ProviderId,
  asked: Asked<Opening>,
  world: World
): Promise<Answer> {
  const { profileId, pin } = asked.body;
  const own = await signedInWith(provider, asked, world);
  const open = (): Promise<Known> => own.openProfile(profileId, pin);
  const known = await (pin === null ? open() : tried(provider, asked, world, open));
  await record(world, asked, { event: 'profileOpened', detail: provider });
  return ok(known);
}

/** Signs this screen out, with what it remembers; the grant goes with the last of a user's screens. */
export async function logout(asked: Asked, world: World): Promise<Answer> {
  const { id, userId } = screenOf(asked);
  await world.house.stores.sessions.revoke(id);
  world.upstream.forget(id);
  if (userId !== null) {
    await endUpstreamOfScreen(world, userId, id);
    await record(world, asked, { event: 'signOut' });
  }
  return done({ session: null, device: null });
}
