import { MyPlexAccount } from '@ctrl/plex';
import talk from './talk.cjs';

talk.run(async () => {
  const account = await new MyPlexAccount(null, process.env.LOGIN, process.env.PASSWORD).connect();
  const resource = await account.resource(process.env.SERVER_NAME);
  const server = await resource.connect(false);
  return {
    username: account.username,
    owned: resource.owned,
    server: { machineIdentifier: server.machineIdentifier, at: server.baseurl }
  };
});
