import { asFailure } from '../../../core/model/failure';
import type { Known } from '../../../core/ports';
import { done, ok } from '../../http/route';
import type { Answer, Asked } from '../../http/route';
import type { ProviderId, Session } from '../../stores/rows';
import { isStoreFailure } from '../../stores/store-failure';
import { grantNameOf } from '../../upstream/session-vault';
import type { World } from '../../world';
import { endRefused } from '../../upkeep/end-refused';
import { holderOf } from '../holder';
import { tried } from './failed-tries';
import { note } from './note';
import { providerOf, screenOf, signedInWith } from './screen';

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
  const { userId } = holderOf(asked.caller, world);
  const own = await signedInWith(provider, asked, world);
  const open = (): Promise<Known> => own.openProfile(profileId, pin);
  const known = await (pin === null ? open() : tried(provider, asked, world, open));
  await note(world, asked, { event: 'profileOpened', userId, unusual: false, detail: provider });
  return ok(known);
}

/** Whether nothing else lets this user in: then upstream is told too, and what was granted is gone. */
async function isLast(userId: string, session: Session, { house }: World): Promise<boolean> {
  const { sessions, devices, families } = house.stores;
  const others = [
    (await sessions.list(userId, 2, null)).items.filter(({ id }) => id !== session.id),
    (await devices.list(userId)).filter(({ id }) => id !== session.deviceId),
    await families.list(userId)
  ];
  return others.every((each) => each.length === 0);
}

/** Best effort upstream: whoever signs out is signed out, whatever plex.tv says. */
async function revoke(provider: ProviderId, userId: string, asked: Asked, world: World): Promise<void> {
  try {
    await providerOf(provider, asked, world).revoke();
  } catch (thrown) {
    if (isStoreFailure(thrown)) {
      throw thrown;
    }
    world.log.warn('revokeFailed', { code: asFailure(thrown).code });
  }
  await world.house.stores.accounts.remove(userId, grantNameOf(provider));
}

/** Signs this screen out, with what it remembers. */
export async function logout(asked: Asked, world: World): Promise<Answer> {
  const session = screenOf(asked);
  const { userId } = session;
  if (userId !== null && (await isLast(userId, session, world))) {
    for (const provider of world.upstream.providers) {
      await revoke(provider, userId, asked, world);
    }
  }
  await world.house.stores.sessions.revoke(session.id);
  world.upstream.forget(session.id);
  if (userId !== null) {
    await note(world, asked, { event: 'signOut', userId, unusual: false, detail: '' });
  }
  return done({ session: null, device: null });
}
