import { deskOf } from '../../broker/desk';
import type { Answer } from '../../http/route';
import type { World } from '../../world';

/** Nothing of what was asked is in it, so there is nothing to smuggle in. */
const BACK = `<!doctype html>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Couchkey</title>
<h1>You can look at the television again.</h1>
`;

/** Where TMDB sends the phone afterwards. What it says is not believed: the loop looks for itself, only sooner. */
export function callback(world: World): Promise<Answer> {
  deskOf(world).poke();
  return Promise.resolve({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: BACK
  });
}

/** The kiosk, which is where people sign in and are asked whether they mean to sign out. Leads nowhere else. */
export function toKiosk({ settings }: World): Promise<Answer> {
  const { COUCHKEY_PUBLIC_URL: url } = settings;
  const path = url === '' ? '' : new URL(url).pathname.replace(/\/$/, '');
  return Promise.resolve({ status: 302, headers: { location: `${path}/` } });
}
