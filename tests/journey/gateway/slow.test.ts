// promises: M7
/** Whoever holds a door: requests over real sockets that come slowly, are too long, or are none. */
import { connect, type Socket } from 'node:net';
import { startSimulator, type Simulator } from '../../simulator/start';
import { aScreen } from '../../support/gateway-screen';
import { testGateway, type TestGateway } from '../../support/gateway-world';

const DRIP_MS = 50;
const SOON_MS = 300;

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator({ media: [] });
  gateway = await testGateway({ COUCHKEY_PLEX_URL: simulator.urls.plex });
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await simulator.stop();
});

type Heard = { readonly text: string; readonly isOpen: boolean };

/** Says what there is to say, byte by byte after the first piece, and hears until the other end hangs up. */
function drip(first: string, rest: string): Promise<Heard> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve) => {
    let text = '';
    let at = 0;
    const socket: Socket = connect(Number(port), hostname);
    const more = (): void => void (at < rest.length ? socket.write(rest[at++] ?? '') : undefined);
    const timer = setInterval(more, DRIP_MS);
    const end = (): void => {
      clearInterval(timer);
      resolve({ text, isOpen: at >= rest.length });
    };
    socket.on('data', (piece) => (text += String(piece)));
    socket.on('error', () => undefined);
    socket.on('close', end);
    if (first !== '') socket.write(first);
  });
}

const head = (lines: readonly string[], path = '/api/auth/refresh'): string =>
  [`POST ${path} HTTP/1.1`, 'Host: kiosk', ...lines].join('\r\n');
const codeIn = ({ text }: Heard): unknown => JSON.parse(text.slice(text.indexOf('{'))).error.code;
const ENDLESS = 'x'.repeat(10_000);

describe('a request that takes too long to arrive', () => {
  let usual: readonly number[];
  beforeAll(() => {
    const { server } = gateway.app;
    usual = [server.headersTimeout, server.requestTimeout];
    Object.assign(server, { headersTimeout: SOON_MS, requestTimeout: SOON_MS });
  });
  afterAll(() => {
    const [headersTimeout, requestTimeout] = usual;
    Object.assign(gateway.app.server, { headersTimeout, requestTimeout });
  });

  test('has fifteen seconds, for its headers and for all of it', () => {
    expect(usual).toEqual([15_000, 15_000]);
  });

  test.each([
    ['in its headers', head(['X-Slow: ']), ENDLESS],
    ['in its first line', 'GET /api/', ENDLESS],
    [
      'in its body',
      `${head(['Content-Type: application/json', 'Content-Length: 9000'])}\r\n\r\n`,
      `{"a":"${ENDLESS}`
    ],
    [
      'in pieces without a known end',
      `${head(['Content-Type: application/json', 'Transfer-Encoding: chunked'])}\r\n\r\n`,
      ENDLESS.replace(/x/g, '1\r\na\r\n')
    ],
    ['before its first byte', '', '']
  ])('%s is broken off and told so', async (_words, first, rest) => {
    const heard = await drip(first, rest);
    expect(heard.text).toMatch(/^HTTP\/1\.1 408 /);
    expect(codeIn(heard)).toBe('TOO_SLOW');
  });

  test('in a body that nobody asked for is broken off too', async () => {
    const refused = head(['Content-Type: application/json', 'Content-Length: 9000'], '/api/plex/oauth/pin');
    const heard = await drip(`${refused}\r\n\r\n`, ENDLESS);
    expect([codeIn(heard), heard.isOpen]).toEqual(['NO_SESSION', false]);
  });

  test('keeps nobody else waiting', async () => {
    const slow = Array.from({ length: 200 }, () => drip(head(['X-Slow: ']), ENDLESS));
    const screen = aScreen(gateway.url);
    expect((await screen.begin()).status).toBe(200);
    const heard = await Promise.all(slow);
    expect(heard.filter(({ isOpen }) => isOpen)).toEqual([]);
    expect((await screen.get('/api/session')).status).toBe(200);
  });

  test('is not what a screen does that waits for its code: that goes on', async () => {
    const screen = aScreen(gateway.url);
    await screen.begin();
    const { code } = (await screen.send('POST', '/api/plex/oauth/pin')).body;
    const waited = await screen.get(`/api/plex/oauth/pin/${code.id}/check?waitMs=2500`);
    expect([waited.status, waited.body.kind]).toEqual([200, 'pending']);
  });
});

test.each([
  ['headers without end', head([`X-Long: ${'x'.repeat(70_000)}`]), '431', 'TOO_LARGE'],
  ['what is no request at all', '\x16\x03\x01 hello\r\n\r\n', '400', 'BAD_REQUEST'],
  ['two lengths', `${head(['Content-Length: 5', 'Content-Length: 6'])}\r\n\r\nhello`, '400', 'BAD_REQUEST'],
  [
    'a length and pieces, as smugglers send',
    `${head(['Content-Length: 5', 'Transfer-Encoding: chunked'])}\r\n\r\n0\r\n\r\nGET /evil HTTP/1.1\r\n\r\n`,
    '400',
    'BAD_REQUEST'
  ],
  ['a header that is two', head(['X-Name: a\r\n\x00b: c']) + '\r\n\r\n', '400', 'BAD_REQUEST']
])('%s: refused in the one shape, and the connection closed', async (_words, first, status, code) => {
  const heard = await drip(first, '');
  expect(heard.text.startsWith(`HTTP/1.1 ${status} `)).toBe(true);
  expect(heard.text.match(/HTTP\/1\.1/g)).toHaveLength(1);
  expect(codeIn(heard)).toBe(code);
});
