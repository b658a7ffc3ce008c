import { MyPlexAccount } from '@ctrl/plex';
import bench from './contestant.cjs';

bench.signIn(async () => {
  const login = await MyPlexAccount.getWebLogin();
  return {
    code: login.code,
    uri: login.uri,
    settle: async () => (await MyPlexAccount.webLoginCheck(login, 20)).token
  };
});
