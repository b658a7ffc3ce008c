import { hashToken, newToken } from '../../secrets/tokens';
import { issueAccessToken } from '../../tokens/access-token';
import { ACCESS_TOKEN_SECONDS } from '../../tokens/signing';
import type { Family } from '../../stores/rows';
import type { World } from '../../world';

export type TokenPair = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
};

/** What a script is given for a family whose newest refresh token is this one. */
export async function pairFor(
  world: World,
  { id: familyId, userId }: Pick<Family, 'id' | 'userId'>,
  refreshToken: string
): Promise<TokenPair> {
  const accessToken = await issueAccessToken(world, { userId, familyId });
  return { accessToken, refreshToken, expiresInSeconds: ACCESS_TOKEN_SECONDS };
}

/** The first pair of a new family. */
export async function beginPair(
  world: World,
  family: { readonly id: string; readonly userId: string; readonly clientName: string }
): Promise<TokenPair> {
  const refreshToken = newToken();
  await world.house.stores.families.begin({ ...family, hash: hashToken(refreshToken) });
  return pairFor(world, family, refreshToken);
}
