import { ok, type Answer, type Asked } from '../../http/route';
import { hashToken, newId, newToken } from '../../secrets/tokens';
import {
  appHash,
  firstRefreshToken,
  handleInFirst,
  issueAppToken,
  type AppHandle
} from '../../tokens/app-token';
import { ACCESS_TOKEN_SECONDS } from '../../tokens/signing';
import { nextIdOf } from '../../upstream/client-id';
import type { World } from '../../world';
import { auditReplay, countNewScreen, createSession, type Known } from '../new-screen';

/** Without a refresh token the app's own goes on counting. */
async function tokens(world: World, handle: AppHandle, refreshToken: string | null): Promise<Answer> {
  const accessToken = await issueAppToken(world, handle);
  return ok({ accessToken, refreshToken, expiresInSeconds: ACCESS_TOKEN_SECONDS });
}

async function beginStranger(world: World, asked: Asked): Promise<Answer> {
  await countNewScreen(world, asked);
  const id = newId();
  const handle = nextIdOf(id);
  await createSession(world, asked, { id, hash: await appHash(world, handle), device: null });
  return tokens(world, handle, await firstRefreshToken(world, handle));
}

/** A remembered app finds its session, with what was chosen there, or gets one when that has ended. */
async function ensureSession(world: World, asked: Asked, device: Known): Promise<void> {
  const hash = await appHash(world, device.id);
  if ((await world.house.stores.sessions.read(hash)) === null) {
    await createSession(world, asked, { id: nextIdOf(device.id), hash, device });
  }
}

/** An app that nobody has signed in to yet, with the code it shows. */
async function waitingApp(world: World, refreshToken: string): Promise<AppHandle | null> {
  const handle = await handleInFirst(world, refreshToken);
  const session =
    handle === null ? null : await world.house.stores.sessions.read(await appHash(world, handle));
  return session?.userId === null ? handle : null;
}

async function comeBack(world: World, asked: Asked, refreshToken: string): Promise<Answer | null> {
  const next = newToken();
  const use = await world.house.stores.devices.use(hashToken(refreshToken), hashToken(next), asked.where);
  switch (use.kind) {
    case 'unknown': {
      const handle = await waitingApp(world, refreshToken);
      return handle === null ? null : tokens(world, handle, null);
    }
    case 'replayed':
      await auditReplay(world, asked, use.device);
      return null;
    case 'shared':
    case 'renewed':
      await ensureSession(world, asked, use.device);
      return tokens(world, use.device.id, use.kind === 'renewed' ? next : null);
  }
}

/**
 * What /api/session does for a browser's cookies, for a packaged app's tokens: finds the screen again, or begins one.
 * A refresh token counts until its successor was used, since a reply may be lost in a power cut.
 */
export async function openApp(
  asked: Asked<{ readonly refreshToken?: string }>,
  world: World
): Promise<Answer> {
  const { refreshToken } = asked.body;
  const back = refreshToken === undefined ? null : await comeBack(world, asked, refreshToken);
  return back ?? beginStranger(world, asked);
}
