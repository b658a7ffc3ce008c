import type { IProvider } from '../../../core/ports';
import { problemOf } from '../../http/problem';
import type { Asked } from '../../http/route';
import type { ProviderId, Session } from '../../stores/rows';
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
