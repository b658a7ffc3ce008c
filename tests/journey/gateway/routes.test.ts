// promises: M11, B7
/** The one route table, walked as everybody, and asked all kinds of things. */
import fc from 'fast-check';
import { ROUTES } from '../../../src/gateway/http/routes';
import { PROBLEMS } from '../../../src/gateway/http/problem';
import type { Route, Who } from '../../../src/gateway/http/route';
import { startSimulator, type Simulator } from '../../simulator/start';
import { aScreen, type Reply, type Screen } from '../../support/gateway-screen';
import { signedInScreen, type SignedIn } from '../../support/gateway-sign-in';
import { testGateway, type TestGateway } from '../../support/gateway-world';

type Schema = { readonly [keyword: string]: any };

const RUNS = 12;
const SEED = 20261128;
const REFUSED: { readonly [who in Who]: { readonly [by: string]: string } } = {
  anyone: {},
  screen: { nobody: 'NO_SESSION' },
  user: { nobody: 'NO_SESSION', stranger: 'SIGN_IN_NEEDED' },
  admin: { nobody: 'NO_SESSION', stranger: 'SIGN_IN_NEEDED', user: 'ADMIN_ONLY' }
};

let simulator: Simulator;
let gateway: TestGateway;
let screens: { readonly [by: string]: Screen };
let people: readonly SignedIn[];

/** Every signature of a person or a session ends some route: each case gets people of its own. */
async function everybody(): Promise<void> {
  const stranger = aScreen(gateway.url);
  await stranger.begin();
  people = [
    await signedInScreen(gateway, simulator, 'theo'),
    await signedInScreen(gateway, simulator, 'ada', 'admin')
  ];
  const [user, admin] = people as [SignedIn, SignedIn];
  screens = { nobody: aScreen(gateway.url), stranger, user: user.screen, admin: admin.screen };
}

beforeAll(async () => {
  simulator = await startSimulator({ media: [] });
  gateway = await testGateway({
    COUCHKEY_PLEX_URL: simulator.urls.plex,
    COUCHKEY_TMDB_API_KEY: 'operator-key',
    COUCHKEY_TMDB_API_URL: simulator.urls.tmdb,
    COUCHKEY_GDM: 'false',
    ...{ COUCHKEY_LIMIT_STRANGER: '100000', COUCHKEY_LIMIT_USER: '100000', COUCHKEY_LIMIT_ADMIN: '100000' },
    ...{ COUCHKEY_LIMIT_ADDRESS: '100000', COUCHKEY_LIMIT_NEW_SCREENS: '100000' }
  });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.stop();
});

const filled = (path: string): string => path.replace(/:\w+/g, 'something').replace('*', 'identity');
const named = ROUTES.map((route): [string, Route] => [`${route.method} ${route.path}`, route]);
const sends = named.filter(([, { method, who }]) => method !== 'GET' && who !== 'anyone');

/** Whatever the body is: who may not knock is told so before anything of it is looked at, or that it makes no sense. */
function refusal({ body }: Reply): string | undefined {
  return body?.error?.code;
}

const exampleOf = (schema: Schema | undefined): unknown =>
  schema === undefined ? undefined : fc.sample(valid(schema), { numRuns: 1, seed: SEED })[0];

const ask = (screen: Screen, route: Route, path: string, body: unknown): Promise<Reply> =>
  route.method === 'GET' ? screen.get(path) : screen.send(route.method, path, body);

describe.each(['nobody', 'stranger', 'user'])('as %s', (by) => {
  beforeAll(everybody);
  const closed = named.filter(([, { who }]) => REFUSED[who][by] !== undefined);

  test.each(closed)('%s is closed', async (_name, route) => {
    const reply = await ask(screens[by] as Screen, route, pathFor(route), exampleOf(route.body));
    expect(refusal(reply)).toBe(REFUSED[route.who][by]);
  });
});

describe('without the CSRF token', () => {
  beforeAll(everybody);

  test.each(sends)('%s is closed to a screen', async (_name, route) => {
    const path = pathFor(route);
    const reply = await screens['admin']?.send(route.method, path, exampleOf(route.body), {
      'x-csrf-token': 'guess'
    });
    expect(refusal(reply as Reply)).toBe('CSRF_REFUSED');
  });
});

test('the OpenAPI document describes every route of the table, in the version that generators read', async () => {
  const document = (await aScreen(gateway.url).get('/openapi.json')).body;
  expect(document.openapi).toBe('3.0.3');
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map(
      (method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`
    )
  );
  const missing = ROUTES.map(({ method, path }) => `${method} ${path}`).filter(
    (each) =>
      !described.includes(each.replace('*', '*')) &&
      !described.includes(each.replace('*', ':*')) &&
      !described.includes(each.replace('*', '{*}'))
  );
  expect(missing).toEqual([]);
  expect(document.paths['/api/session'].get.responses).toHaveProperty('200');
});

/** Something the schema allows. */
function valid(schema: Schema): fc.Arbitrary<unknown> {
  if (schema['nullable'] === true) {
    return fc.oneof(fc.constant(null), valid({ ...schema, nullable: false }));
  }
  if (schema['enum'] !== undefined) {
    return fc.constantFrom(...schema['enum']);
  }
  switch (schema['type']) {
    case 'string':
      return schema['pattern'] === undefined
        ? fc.string({
            minLength: schema['minLength'] ?? 0,
            maxLength: Math.min(schema['maxLength'] ?? 40, 200)
          })
        : fc.stringMatching(new RegExp(schema['pattern']));
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: schema['minimum'] ?? 0, max: schema['maximum'] ?? 100000 });
    case 'array':
      return fc.array(valid(schema['items']), { maxLength: 3 });
    default: {
      const fields = Object.entries((schema['properties'] ?? {}) as Schema).map(([name, each]) => [
        name,
        valid(each)
      ]);
      return fc.record(Object.fromEntries(fields), {
        requiredKeys: [...(schema['required'] ?? [])] as never[]
      });
    }
  }
}

const HOSTILE: readonly unknown[] = [
  ...[
    null,
    0,
    -1,
    1e308,
    true,
    '',
    [],
    {},
    'x'.repeat(5000),
    '\u0000',
    '../../etc/passwd',
    '__proto__',
    '${7*7}'
  ],
  ...[
    "' OR 1=1 --",
    'http://169.254.169.254/',
    '\r\nSet-Cookie: a=b',
    '{{constructor}}',
    { $gt: '' },
    [[[[]]]]
  ]
];

/** A body with one field, or the whole of it, made into something else. */
function hostile(schema: Schema): fc.Arbitrary<unknown> {
  const anything = fc.oneof(fc.constantFrom(...HOSTILE), fc.jsonValue({ maxDepth: 4 }));
  const names = [...Object.keys((schema['properties'] ?? {}) as object), 'role', '__proto__', 'constructor'];
  const changed = fc
    .tuple(valid(schema), fc.constantFrom(...names), anything)
    .map(([body, name, value]) => ({ ...(body as object), [name]: value }));
  return fc.oneof(anything, changed);
}

function pathFor({ path }: Route): string {
  return filled(path);
}

const anyPath = ({ path }: Route): fc.Arbitrary<string> =>
  fc
    .constantFrom(...HOSTILE.map(String), 'something', 'a'.repeat(300))
    .map((text) => path.replace(/:\w+|\*/g, encodeURIComponent(text).slice(0, 900)));

const anyQuery = ({ query }: Route): fc.Arbitrary<string> =>
  fc
    .dictionary(
      fc.constantFrom(
        'after',
        'all',
        'waitMs',
        'serverId',
        'state',
        'a[b]',
        ...Object.keys((query?.['properties'] ?? {}) as object)
      ),
      fc.constantFrom(...HOSTILE.map(String), '1', 'true')
    )
    .map((all) => new URLSearchParams(all).toString().slice(0, 4000));

function fault({ status, body, headers }: Reply): string | null {
  const code = body?.error?.code;
  if (status === 500 || code === 'INTERNAL_ERROR') {
    return `a bug: ${JSON.stringify(body)}`;
  }
  if (status >= 400 && (typeof code !== 'string' || typeof body.error.message !== 'string')) {
    return `${status} without the one shape: ${JSON.stringify(body)}`;
  }
  const own = PROBLEMS[code as keyof typeof PROBLEMS];
  if (own !== undefined && own[0] !== status) {
    return `${code} with ${status}`;
  }
  const said = JSON.stringify([body, [...headers]]);
  const secret = people.find(({ accountToken }) => said.includes(accountToken));
  return secret === undefined ? null : 'a token came out';
}

describe('whatever is asked, the answer has a shape, no bug and no token', () => {
  beforeEach(everybody);

  test.each(named)(
    '%s',
    async (_name, route) => {
      const body = fc.oneof(valid(route.body ?? {}), hostile(route.body ?? {}));
      const asks = fc.tuple(
        fc.constantFrom('stranger', 'user', 'admin'),
        anyPath(route),
        anyQuery(route),
        body
      );
      await fc.assert(
        fc.asyncProperty(asks, async ([by, path, query, said]) => {
          const reply = await ask(
            screens[by] as Screen,
            route,
            query === '' ? path : `${path}?${query}`,
            said
          );
          expect(fault(reply)).toBeNull();
        }),
        { numRuns: RUNS, seed: SEED }
      );
    },
    60000
  );
});
