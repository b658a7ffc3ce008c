'use strict';

const PlexAPI = require('plex-api');

/** Lists servers the way plex-api is used for it: the old XML list. */
async function listServers(plexTv) {
  const { MediaContainer } = await plexTv.query('/api/resources?includeHttps=1');
  return MediaContainer.Device.map(({ attributes, Connection }) => ({
    ...attributes,
    connections: Connection.map((connection) => connection.attributes)
  }));
}

/** Opens a server at its plain local address with the token that the list had for it. */
async function openServer({ accessToken, connections }) {
  const { address, port } = connections.find(({ protocol, local }) => protocol === 'http' && local === '1');
  const server = new PlexAPI({ hostname: address, port: Number(port), token: accessToken });
  const root = await server.query('/');
  const libraries = await server.query('/library/sections');
  return {
    machineIdentifier: root.MediaContainer.machineIdentifier,
    sections: libraries.MediaContainer.Directory.map(({ title }) => title)
  };
}

module.exports = { listServers, openServer };
