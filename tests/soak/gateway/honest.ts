import type { Simulator } from '../../simulator/start';
import { aScreen, type Reply, type Screen } from '../../support/gateway-screen';

/** What honest screens went through; `wrong` names each answer that was not what it had to be. */
export type Honest = { signedIn: number; slowestMs: number; readonly wrong: string[] };

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function asked(
  honest: Honest,
  what: string,
  work: () => ReturnType<Screen['get']>
): Promise<Reply['body']> {
  const began = performance.now();
  const { status, body } = await work();
  if (!/check$/.test(what)) {
    honest.slowestMs = Math.max(honest.slowestMs, performance.now() - began);
  }
  if (status !== 200 && status !== 204) {
    throw new Error(`${what}: ${status} ${String(body?.error?.code ?? '')}`);
  }
  return body;
}

async function grantedTo(honest: Honest, screen: Screen, id: string): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    const path = `/api/plex/oauth/pin/${id}/check?waitMs=5000`;
    const { kind } = await asked(honest, 'check', () => screen.get(path));
    if (kind === 'granted') return;
    if (kind === 'gone') break;
  }
  throw new Error('the code was never granted');
}

async function once(url: string, simulator: Simulator, honest: Honest): Promise<void> {
  const screen = aScreen(url);
  await asked(honest, 'session', () => screen.begin());
  const { code } = await asked(honest, 'pin', () => screen.send('POST', '/api/plex/oauth/pin'));
  simulator.phone.twoFactor(code.text, 'ada');
  await grantedTo(honest, screen, code.id);
  const account = await asked(honest, 'account', () =>
    screen.send('POST', '/api/plex/account', { remember: false })
  );
  screen.csrf = account.csrf;
  const session = await asked(honest, 'session', () => screen.get('/api/session'));
  if (session.signedIn !== true) {
    throw new Error('signed in, and the session does not know');
  }
  honest.signedIn += 1;
  await asked(honest, 'logout', () => screen.send('POST', '/api/plex/logout'));
}

/** A screen on which somebody signs in and out until it is time. */
export async function household(
  url: string,
  simulator: Simulator,
  honest: Honest,
  until: number
): Promise<void> {
  while (Date.now() < until) {
    await once(url, simulator, honest).catch((thrown: unknown) => void honest.wrong.push(String(thrown)));
    await later(3000);
  }
}
