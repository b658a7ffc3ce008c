'use strict';

const PlexAPI = require('plex-api');
const { PlexOauth } = require('plex-oauth');
const { listServers, openServer } = require('./plex-api-servers.cjs');
const talk = require('./talk.cjs');

const identifier = 'plex-oauth-client';

talk.run(async () => {
  const oauth = new PlexOauth({
    clientIdentifier: identifier,
    device: 'Test',
    product: 'plex-oauth test',
    version: '1',
    forwardUrl: 'http://localhost/back',
    platform: 'Web',
    urlencode: true
  });
  const [uri, pinId] = await oauth.requestHostedLoginURL();
  const before = await oauth.checkForAuthToken(pinId);
  await talk.showCode({ uri, code: /code=(\w+)/.exec(uri)[1] });
  const token = await oauth.checkForAuthToken(pinId);
  // This client signs in and does no more; plex-api takes its token on.
  const plexTv = new PlexAPI({ hostname: 'plex.tv', port: 443, token, options: { identifier } });
  const servers = await listServers(plexTv);
  return { before, servers: servers.map(({ name }) => name), server: await openServer(servers[0]) };
});
