import type { AccountRecord, ProviderId } from '../stores/rows';
import type { World } from '../world';

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
  return true;
}
