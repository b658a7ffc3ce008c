import { connect, type Socket } from 'node:net';

/** Not the address the honest screens have, so that the limits tell the two apart. */
const FROM = '127.0.0.66';
const HOLD_MS = 20_000;
const LISTEN_MS = 4000;

export type Chance = () => number;
/** A route as its method and its path. */
export type Way = readonly [method: string, path: string];
export type Target = { readonly host: string; readonly port: number; readonly routes: readonly Way[] };
/** What came back, if anything did; `drop` is a caller who did not wait for it. */
export type Heard = { readonly status: number; readonly code: string };
type Attack = { readonly bytes: string; readonly then: 'listen' | 'hold' | 'reset' };

const pick = <T>(chance: Chance, from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;

const METHODS = ['GET', 'POST', 'DELETE', 'PATCH', 'PUT', 'HEAD', 'OPTIONS', 'TRACE', 'get', 'BREW'];
const PARAMS = [
  ...['../../etc/passwd', '%2e%2e%2f%2e%2e%2f', '%00', '%ff', '%', 'x'.repeat(500), '..;/', '__proto__'],
  ...['-1', '9'.repeat(40), 'null', '%F0%9F%93%BA', "' OR 1=1--", '{}', '%0d%0aSet-Cookie:%20a=b', 'abc']
];
const QUERIES = [
  ...[
    '',
    '?waitMs=25000',
    '?waitMs=-1',
    '?waitMs=1e9',
    '?all=true',
    '?after=%00',
    '?a=1&a=2',
    '?__proto__[x]=1'
  ],
  ...[`?q=${'x'.repeat(5000)}`, '?after=9999999999999:', '?serverId=../..', '?url=http://169.254.169.254/']
];
const nest = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const BODIES = [
  ...[
    '',
    '{}',
    '[]',
    'null',
    '"text"',
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":{"a":1}}}'
  ],
  ...['{', '{"a":', nest(5000), `{"token":"${'x'.repeat(15_000)}"}`, `{"token":"${'x'.repeat(300_000)}"}`],
  ...['{"token":null}', '{"token":{"$ne":1}}', '{"remember":"yes"}', '{"code":"00000000","adminPin":"0000"}'],
  ...[
    '{"refreshToken":"x"}',
    '{"code":"x"}',
    '{"pin":"1234"}',
    '\u0000\u0001',
    '{"address":"http://127.0.0.1:22"}'
  ]
];
const NONE = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"u"}').toString('base64url')}.`;
const HEADERS = [
  ...[
    'X-Forwarded-For: 10.0.0.1',
    'X-Forwarded-For: ::1, 127.0.0.1',
    'X-Forwarded-Proto: https',
    'Forwarded: for=1.2.3.4'
  ],
  ...[
    `Cookie: couchkey_session=${'c'.repeat(43)}`,
    'Cookie: couchkey_session=',
    `Cookie: ${'a=b; '.repeat(400)}`
  ],
  ...[
    'Cookie: couchkey_device=xyz',
    `Authorization: Bearer ${NONE}`,
    'Authorization: Bearer x',
    'Authorization: Basic eDp4'
  ],
  ...[
    'X-CSRF-Token: wrong',
    `X-Junk: ${'j'.repeat(20_000)}`,
    'X-Bad\u0001: 1',
    'Expect: 100-continue',
    'Upgrade: websocket'
  ],
  ...[
    'Connection: upgrade',
    'Transfer-Encoding: chunked',
    'Content-Length: 5',
    'Content-Length: -1',
    'Range: bytes=0-1,2-3'
  ],
  ...[
    'Accept: */*',
    'Origin: https://evil.example',
    'Content-Encoding: gzip',
    'Host: evil.example',
    'X-Couchkey-Screen: %00<b>'
  ]
];
const TYPES = [
  'application/json',
  'text/plain',
  'application/json; charset=utf-16',
  'multipart/form-data',
  ''
];

/** A session of its own: what a stranger may have. */
export type Cookie = { readonly cookie: string; readonly csrf: string } | null;

function requestOf(chance: Chance, { routes }: Target, own: Cookie): string {
  const [method, pattern] = pick(chance, routes);
  const path = pattern.replace(/\{[^}]+\}|\*/g, () => pick(chance, PARAMS));
  const body = chance() < 0.6 ? pick(chance, BODIES) : '';
  const lines = Array.from({ length: Math.floor(chance() ** 2 * 4) }, () => pick(chance, HEADERS));
  const mine =
    own === null
      ? []
      : [`Cookie: couchkey_session=${own.cookie}`, ...(chance() < 0.7 ? [`X-CSRF-Token: ${own.csrf}`] : [])];
  const told =
    body === ''
      ? []
      : [
          `Content-Type: ${chance() < 0.7 ? 'application/json' : pick(chance, TYPES)}`,
          `Content-Length: ${Buffer.byteLength(body)}`
        ];
  const line = `${chance() < 0.75 ? method : pick(chance, METHODS)} ${path}${chance() < 0.4 ? pick(chance, QUERIES) : ''} HTTP/1.1`;
  return [line, 'Host: gateway', ...mine, ...lines, ...told, '', body].join('\r\n');
}

function attackOf(chance: Chance, target: Target, own: Cookie): Attack {
  const bytes = requestOf(chance, target, own);
  const kind = chance();
  if (kind < 0.1) {
    return { bytes: bytes.slice(0, Math.floor(chance() * bytes.length)), then: 'hold' };
  }
  if (kind < 0.2) {
    return { bytes, then: 'reset' };
  }
  return kind < 0.25
    ? {
        bytes: Array.from({ length: 200 }, () => String.fromCharCode(chance() * 256)).join(''),
        then: 'listen'
      }
    : { bytes, then: 'listen' };
}

function heardIn(text: string): Heard | null {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
  const code = /"code":"(\w+)"/.exec(text)?.[1] ?? '';
  return status === undefined ? null : { status: Number(status), code };
}

function play(socket: Socket, { bytes, then }: Attack): void {
  socket.write(bytes, 'latin1');
  if (then === 'reset') {
    setTimeout(() => socket.resetAndDestroy(), 5);
  } else {
    setTimeout(() => socket.destroy(), then === 'hold' ? HOLD_MS : LISTEN_MS);
  }
}

/** One connection with one attack. Null: nothing that could be read came back. */
export function attack(chance: Chance, target: Target, own: Cookie): Promise<Heard | null> {
  const plan = attackOf(chance, target, own);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ host: target.host, port: target.port, localAddress: FROM });
    socket.setEncoding('latin1');
    socket.once('connect', () => play(socket, plan));
    socket.on('data', (chunk: string) => {
      text = text.length < 4000 ? text + chunk : text;
      if (plan.then === 'listen' && /\r\n\r\n/.test(text)) setTimeout(() => socket.destroy(), 20);
    });
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(heardIn(text)));
  });
}
