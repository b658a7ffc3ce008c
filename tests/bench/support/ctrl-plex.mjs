import { MyPlexAccount } from '@ctrl/plex';
import contender from './contender.cjs';

// As its documentation has it. Whoever has a token could do without the first step, so that is told apart.
contender.contend(async (name) => {
  const began = performance.now();
  const account = await new MyPlexAccount(null, '', '', process.env.TOKEN).connect();
  const asideMs = performance.now() - began;
  const resource = await account.resource(name);
  const server = await resource.connect();
  return { uri: server.baseurl, machine: server.machineIdentifier, asideMs };
});
