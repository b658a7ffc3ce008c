import { BONDS } from '../../secrets/bonds';
import type { Bond } from '../../secrets/envelope';
import type { AccountRecord, ProviderId } from '../../stores/rows';
import { grantIn, grantText, succeed } from '../../upstream/grant';
import type { Issued, Succession, UserGrant } from '../../upstream/grant';
import { closeText, openText } from '../../upstream/sealed-text';
import { grantNameOf } from '../../upstream/session-vault';
import { nextCheckAt } from '../../upkeep/schedule';
import type { World } from '../../world';
import { endIssued } from '../end-upstream';
import type { Grant } from './grants';

const TRIES = 5;

async function issuedTo(provider: ProviderId, { pocket }: Grant): Promise<Issued> {
  const signIn = (await pocket.read(`${provider}.signIn`)) ?? '';
  return { clientId: await pocket.read('clientId'), signIn };
}

/** Before the session is renewed: whoever is cut off in between finds the grant still there and does it all again. */
export async function keepGrant(
  world: World,
  provider: ProviderId,
  userId: string,
  granted: Grant
): Promise<void> {
  const issued = await issuedTo(provider, granted);
  for (let left = TRIES; ; left -= 1) {
    const succession = await tryToKeep(world, provider, userId, issued, left === 1);
    if (succession !== null) {
      return endIssued(world, provider, succession.dropped);
    }
  }
}

/** Null: another screen of the same person was quicker. The last try does not ask. */
async function tryToKeep(
  { house, clock }: World,
  provider: ProviderId,
  userId: string,
  issued: Issued,
  isLast: boolean
): Promise<Succession | null> {
  const name = grantNameOf(provider);
  const bond = BONDS.account(userId, name);
  const kept = await house.stores.accounts.read(userId, name);
  const succession = succeed(provider, kept === null ? null : legible(house, bond, kept), issued);
  const written = await house.stores.accounts.write({
    owner: userId,
    name,
    sealed: closeText(house.keys, bond, grantText(succession.grant)),
    expect: isLast ? null : (kept?.version ?? 0),
    dueAt: nextCheckAt(clock)
  });
  return written === null ? null : succession;
}

/** What was sealed with a key that is lost is lost; it keeps nobody from signing in anew. */
function legible({ keys }: World['house'], bond: Bond, { sealed }: AccountRecord): UserGrant | null {
  try {
    return grantIn(openText(keys, bond, sealed));
  } catch {
    return null;
  }
}
