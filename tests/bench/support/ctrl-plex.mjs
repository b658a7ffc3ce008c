import { MyPlexAccount } from '@ctrl/plex';
import contender from './contender.cjs';

// Its shortest way: with a token in hand it need not ask whose it is before it asks for the servers.
contender.contend(async (name) => {
  const account = new MyPlexAccount(null, '', '', process.env.TOKEN);
  const resource = await account.resource(name);
  const server = await resource.connect();
  return { uri: server.baseurl, machine: server.machineIdentifier };
});
