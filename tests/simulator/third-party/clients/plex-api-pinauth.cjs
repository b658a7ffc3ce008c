'use strict';

const PlexAPI = require('plex-api');
const pinAuth = require('plex-api-pinauth');
const { listServers, openServer } = require('./plex-api-servers.cjs');
const talk = require('./talk.cjs');

const MOST_PINS = 12;

const check = (authenticator, pin) =>
  new Promise((resolve, reject) =>
    authenticator.checkPinForAuth(pin, (error, state) => (error ? reject(error) : resolve(state)))
  );

/**
 * This client reads a token only if it is letters and digits, and takes one with `-` or `_` in it for none
 * yet. About half of all tokens have one, at the real service too: another PIN, another token.
 */
async function signIn(authenticator, seen, left = MOST_PINS) {
  const pin = await authenticator.getNewPin();
  seen.push(await check(authenticator, pin));
  await talk.showCode({ code: pin.code });
  const state = await check(authenticator, pin);
  if (state === 'authorized' || left === 1) return state;
  return signIn(authenticator, seen, left - 1);
}

talk.run(async () => {
  const authenticator = pinAuth();
  const seen = [];
  const options = { identifier: 'plex-api-client', product: 'plex-api test' };
  const plexTv = new PlexAPI({ hostname: 'plex.tv', port: 443, authenticator, options });
  const state = await signIn(authenticator, seen);
  const unknown = await check(authenticator, { id: '1' });
  const servers = await listServers(plexTv);
  return {
    before: [...new Set(seen)],
    state,
    unknown,
    servers: servers.map(({ name }) => name),
    server: await openServer(servers[0])
  };
});
