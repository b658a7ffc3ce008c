import { writePlexRecord } from '../../src/core/vault/plex-record';
import { BONDS } from '../../src/gateway/secrets/bonds';
import { seal } from '../../src/gateway/secrets/envelope';
import { hashToken, newToken } from '../../src/gateway/secrets/tokens';
import type { Role } from '../../src/gateway/stores/rows';
import { clientIdOf } from '../../src/gateway/upstream/client-id';
import type { World } from '../../src/gateway/world';
import type { Simulator } from '../simulator/start';
import { aScreen, type Screen } from './gateway-screen';
import type { Gateway } from '../../src/gateway/house/start-gateway';

export type SignedIn = {
  readonly screen: Screen;
  readonly sessionId: string;
  readonly userId: string;
  readonly accountToken: string;
};

async function keepGrant({ house }: World, userId: string, title: string, token: string): Promise<void> {
  const person = { id: userId, title, thumb: null, guarded: false };
  const text = writePlexRecord({
    ...{ version: 1, accountToken: token, issuedAt: Date.now(), profileToken: null },
    signIn: {
      ...{ key: `plex/${userId}/${userId}`, provider: 'plex', account: person, profile: person },
      ...{ hasServers: true, hasProfiles: false }
    }
  });
  const sealed = seal(house.keys.ring(), BONDS.account(userId, 'plex.grant'), text);
  await house.stores.accounts.write({ owner: userId, name: 'plex.grant', sealed, expect: null });
}

/** A screen on which somebody is signed in, as the sign-in routes would have left it. */
export async function signedInScreen(
  { world, url }: Gateway,
  simulator: Simulator,
  person = 'ada',
  role: Role = 'user'
): Promise<SignedIn> {
  const { stores } = world.house;
  const accountToken = simulator.plex.mintToken(person, await clientIdOf(stores));
  const issuerId = String(simulator.plex.users.byLogin(person)?.id);
  const { user } = await stores.users.meet({
    id: `user-${person}`,
    title: person,
    role,
    provider: 'plex',
    issuerId
  });
  await keepGrant(world, user.id, person, accountToken);
  const token = newToken();
  const session = await stores.sessions.create({
    ...{ id: `screen-${token.slice(0, 6)}`, hash: hashToken(token), csrf: newToken(), userId: user.id },
    ...{ deviceId: null, address: '127.0.0.1', agent: 'test', screenName: 'Lobby' }
  });
  await stores.sessions.note(session.id, 'adminUntil', String(Date.now() + 600000));
  const screen = aScreen(url);
  screen.cookies.set('couchkey_session', token);
  screen.csrf = session.csrf;
  return { screen, sessionId: session.id, userId: user.id, accountToken };
}
