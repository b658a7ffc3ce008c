'use strict';

const PlexAPI = require('plex-api');
const credentials = require('plex-api-credentials');
const talk = require('./talk.cjs');

const { LOGIN, PASSWORD, SERVER_PORT, MANAGED_USER } = process.env;

async function visit(authentication) {
  const server = new PlexAPI({
    hostname: '127.0.0.1',
    port: Number(SERVER_PORT),
    options: { identifier: 'plex-api-client' },
    ...authentication
  });
  const { MediaContainer } = await server.query('/');
  return { machineIdentifier: MediaContainer.machineIdentifier, token: server.authToken };
}

talk.run(async () => {
  const login = { username: LOGIN, password: PASSWORD };
  const refused = await visit({ authenticator: credentials({ ...login, password: 'wrong' }) }).catch(String);
  return {
    refused,
    // plex-api brings an older plex-api-credentials of its own for these two options.
    bundled: await visit(login),
    separate: await visit({ authenticator: credentials(login) }),
    managed: await visit({ authenticator: credentials({ ...login, managedUser: { name: MANAGED_USER } }) })
  };
});
