import { createHmac } from 'node:crypto';
import type { Caller } from '../http/route';
import { hashToken, sameSecret } from '../secrets/tokens';
import type { TokenHash } from '../stores/rows';
import { signed, type Signed, type TokenWorld } from './signing';
import { tokenKeyOf } from './token-key';

/**
 * A packaged app has no cookie, so its session is found by a handle that its access tokens name. The handle is also
 * the id of what remembers the screen once somebody signs in; whoever knows it but not our key finds nothing by it.
 */
export type AppHandle = string;

async function derived({ house }: Pick<TokenWorld, 'house'>, purpose: string): Promise<string> {
  const { bytes } = await tokenKeyOf(house);
  return createHmac('sha256', bytes).update(purpose).digest('base64url');
}

/** By what the store knows the session of an app. */
export async function appHash(world: Pick<TokenWorld, 'house'>, handle: AppHandle): Promise<TokenHash> {
  return hashToken(await derived(world, `app session ${handle}`));
}

/**
 * The refresh token that an app is given before anybody has signed in. It follows from the handle, so that an app
 * that kept it finds its code again after a power cut, and its person when the power went while they signed in.
 */
export async function firstRefreshToken(
  world: Pick<TokenWorld, 'house'>,
  handle: AppHandle
): Promise<string> {
  return `${handle}.${await derived(world, `app refresh ${handle}`)}`;
}

/** The handle in a first refresh token of ours; null in any other text. */
export async function handleInFirst(
  world: Pick<TokenWorld, 'house'>,
  refreshToken: string
): Promise<AppHandle | null> {
  const handle = refreshToken.slice(0, refreshToken.lastIndexOf('.'));
  return sameSecret(await firstRefreshToken(world, handle), refreshToken) ? handle : null;
}

/** A token for an hour, of a session that has to live for it to count. */
export function issueAppToken(world: TokenWorld, handle: AppHandle): Promise<string> {
  return signed(world, { audience: 'couchkey-screen', subject: handle, claims: {} });
}

/** The screen that a token of ours stands for; null once its session has ended. */
export async function appBy(
  world: TokenWorld,
  { subject: app }: Signed
): Promise<Extract<Caller, { kind: 'screen' }> | null> {
  const session = await world.house.stores.sessions.read(await appHash(world, app));
  return session === null ? null : { kind: 'screen', session, app };
}
