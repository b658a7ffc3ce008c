// promises: B10
/** An older set-up that a gateway is pointed to is taken over at each start, and goes on working. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BONDS } from '../../../src/gateway/secrets/bonds';
import { openText } from '../../../src/gateway/upstream/sealed-text';
import { startSimulator, type Simulator } from '../../simulator/start';
import { testGateway, type TestGateway } from '../../support/gateway-world';
import { until } from '../../support/until';

const TOKEN = 'abcdefghij0123456789';
const OTHER = '9876543210jihgfedcba';

let folder: string;
let file: string;
let simulator: Simulator;

const older = (token: string): string =>
  `[plex]\napikey = ${token}\nip = 192.168.1.5\nport = 32400\nssl = True\n`;

beforeAll(async () => {
  simulator = await startSimulator({ media: [] });
}, 60_000);
afterAll(() => simulator.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'couchkey-older-'));
  file = join(folder, 'config.ini');
});
afterEach(() => rmSync(folder, { recursive: true }));

const start = (path = file): Promise<TestGateway> =>
  testGateway({ COUCHKEY_DATA: folder, COUCHKEY_PLEX_URL: simulator.urls.plex, COUCHKEY_IMPORT: path });

async function imported({ world }: TestGateway): Promise<any> {
  const { stores, keys } = world.house;
  const kept = await stores.accounts.read('instance', 'plex.grant');
  return kept === null
    ? null
    : JSON.parse(openText(keys, BONDS.account('instance', 'plex.grant'), kept.sealed));
}

const saidOfImport = ({ said }: TestGateway): readonly string[] =>
  said().filter((line) => /import|older set-up|goes on working|of your own/.test(line));

test('its token and its server are taken over, sealed and said without the token, and the file stays as it is', async () => {
  writeFileSync(file, older(TOKEN));
  chmodSync(file, 0o400);
  const gateway = await start();
  expect(await imported(gateway)).toMatchObject({
    token: TOKEN,
    server: { url: 'https://192.168.1.5:32400' }
  });
  expect(saidOfImport(gateway)).toEqual([
    `couchkey: imported the token and the server https://192.168.1.5:32400; ${file} was left as it is and goes on working`,
    'couchkey: sign in with Plex on a screen to have a sign-in of your own in its place'
  ]);
  expect(readFileSync(file, 'utf8')).toBe(older(TOKEN));
  await gateway.stop();
  expect(gateway.logged() + gateway.said().join('')).not.toContain(TOKEN);
});

test('it is asked after at plex.tv, and what is known of its person is kept beside it', async () => {
  const token = simulator.plex.mintToken('ada', 'older-set-up');
  writeFileSync(file, older(token));
  const gateway = await start();
  expect(await until(async () => (await imported(gateway)).accountId ?? null)).toBe(
    String(simulator.plex.users.byLogin('ada')?.uuid)
  );
  await gateway.stop();
});

test('a start that finds the same file takes nothing over again, also when it was signed in with meanwhile; another file counts', async () => {
  writeFileSync(file, older(TOKEN));
  const first = await start();
  await first.world.house.stores.accounts.remove('instance', 'plex.grant');
  await first.stop();
  const second = await start();
  expect([await imported(second), saidOfImport(second)]).toEqual([null, []]);
  await second.stop();
  writeFileSync(file, older(OTHER));
  const third = await start();
  expect(await imported(third)).toMatchObject({ token: OTHER });
  await third.stop();
});

test.each([
  ['is not there', '', 'importUnreadable'],
  ['has no token', '[plex]\nip = 10.0.0.1\n', 'importNothingFound'],
  ['has something else for a token', '[plex]\napikey = hunter2\n', 'importBadShape'],
  [
    'is signed with a key that is not in it',
    '[plex]\ntoken = eyJ.bad.sig\nencryption_key = k\n',
    'importKeyWrong'
  ],
  ['is no text', '\0\0\0\u{ffff}', 'importNothingFound']
])('one that %s keeps nobody from starting, and is said in one line', async (_words, text, code) => {
  if (text !== '') writeFileSync(file, text);
  const gateway = await start();
  const said = gateway.said().filter((line) => line.includes(code));
  expect([said.length, said[0]?.includes(file)]).toEqual([1, true]);
  expect(said[0]).not.toContain('hunter2');
  expect(await imported(gateway)).toBeNull();
  expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
  await gateway.stop();
});
