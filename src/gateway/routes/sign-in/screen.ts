import type { IProvider } from '../../../core/ports';
import { problemOf } from '../../http/problem';
import type { Asked } from '../../http/route';
import type { ProviderId, Session } from '../../stores/rows';
import { grantNameOf } from '../../upstream/session-vault';
import type { World } from '../../world';
import { holderOf } from '../holder';

/** The caller's session; whoever has none is no screen. */
export function screenOf({ caller }: Pick<Asked, 'caller'>): Session {
  if (caller.kind !== 'screen') {
    throw problemOf('NO_SESSION');
  }
  return caller.session;
}

/** A service without a key of the operator's is not there at all. */
export function checkOffered(provider: ProviderId, { upstream }: World): void {
  if (!upstream.providers.includes(provider)) {
    throw problemOf('NOT_FOUND');
  }
}

/** The provider in the name of whoever is signed in. */
export function providerOf(provider: ProviderId, { caller }: Pick<Asked, 'caller'>, world: World): IProvider {
  checkOffered(provider, world);
  const { vault, memory } = holderOf(caller, world);
  return world.upstream.provider(provider, vault, memory);
}

/** The same where it needs a sign-in with this very service: one with the other is none. */
export async function signedInWith(
  provider: ProviderId,
  asked: Pick<Asked, 'caller'>,
  world: World
): Promise<IProvider> {
  checkOffered(provider, world);
  const { userId } = holderOf(asked.caller, world);
  if ((await world.house.stores.accounts.read(userId, grantNameOf(provider))) === null) {
    throw problemOf('SIGN_IN_NEEDED');
  }
  return providerOf(provider, asked, world);
}
