import { BONDS } from '../secrets/bonds';
import type { AccountRecord, ProviderId } from '../stores/rows';
import { endIssued } from '../routes/end-upstream';
import { grantIn } from '../upstream/grant';
import type { Issued } from '../upstream/grant';
import { openText } from '../upstream/sealed-text';
import type { World } from '../world';

/** What other screens of theirs brought before; nobody is left who could end it. */
function othersIn({ house }: World, { owner, name, sealed }: AccountRecord): readonly Issued[] {
  try {
    return grantIn(openText(house.keys, BONDS.account(owner, name), sealed)).earlier;
  } catch {
    return [];
  }
}

/**
 * The issuer does not know this sign-in any more: it ends on every screen. Not when another one has come in its
 * place meanwhile, for then the question was about the older. False: nobody was signed out.
 */
export async function endRefused(world: World, provider: ProviderId, asked: AccountRecord): Promise<boolean> {
  const { accounts, sessions, audit } = world.house.stores;
  const now = await accounts.read(asked.owner, asked.name);
  if (now === null || now.version !== asked.version) {
    return false;
  }
  const others = othersIn(world, now);
  await accounts.remove(asked.owner, asked.name);
  const many = await sessions.revokeAllOf(asked.owner, null);
  await audit.append({
    ...{ address: '', agent: '', screenName: '', sessionId: null },
    at: world.clock.wall(),
    event: 'sessionRevoked',
    outcome: 'ok',
    userId: asked.owner,
    unusual: false,
    detail: `${provider} took the access back: ${many} sessions`
  });
  await endIssued(world, provider, others);
  return true;
}
