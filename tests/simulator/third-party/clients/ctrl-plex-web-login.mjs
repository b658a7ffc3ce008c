import { MyPlexAccount } from '@ctrl/plex';
import talk from './talk.cjs';

talk.run(async () => {
  const login = await MyPlexAccount.getWebLogin();
  await talk.showCode({ code: login.code, uri: login.uri });
  const account = await MyPlexAccount.webLoginCheck(login, 20);
  const resources = await account.resources();
  const resource = await account.resource(process.env.SERVER_NAME);
  const server = await resource.connect();
  const library = await server['library']();
  const sections = await library.sections();
  const devices = await account.devices();
  return {
    username: account.username,
    resources: resources.map(({ name, owned }) => ({ name, owned })),
    server: { name: server.friendlyName, machineIdentifier: server.machineIdentifier, at: server.baseurl },
    sections: sections.map(({ title }) => title),
    devices: devices.map(({ product }) => product)
  };
});
