// promises: P7
/** What a set that nobody looks at asks of services that are in trouble: nothing, until somebody comes back. */
import { FakeWorld } from '../../support/fake-world';

const NIGHT_MS = 12 * 3600000;

type Trouble = {
  readonly name: string;
  readonly path: string;
  readonly arrange: (world: FakeWorld) => Promise<void>;
};

const down = (path: string) => (request: { readonly url: string }) =>
  request.url.includes(path) ? { status: 500 } : null;

const TROUBLES: readonly Trouble[] = [
  {
    name: 'asking whose token it is',
    path: '/account',
    arrange: async (world) => {
      world.http.weather = down('/account');
      await world.signIn();
    }
  },
  {
    name: 'asking whether it still counts',
    path: '/account',
    arrange: async (world) => {
      await world.signIn();
      world.kill();
      world.http.weather = down('/account');
      await world.boot();
    }
  },
  {
    name: 'the daily sign of life',
    path: '/account',
    arrange: async (world) => {
      await world.signIn();
      world.http.weather = down('/account');
      await world.go(2 * NIGHT_MS);
    }
  }
];

it.each(TROUBLES)('$name ends with the evening, and goes on with the morning', async ({ path, arrange }) => {
  const world = new FakeWorld();
  await arrange(world);
  await world.go(30000);
  expect(world.state.auth).toMatchObject({ reason: { code: 'serviceDown' } });
  world.device.set({ visible: false });
  await world.go(1000);
  const before = world.http.count('GET', path);
  await world.go(NIGHT_MS);
  expect(world.http.count('GET', path)).toBe(before);
  world.http.weather = () => null;
  world.device.set({ visible: true });
  await world.go(1000);
  expect(world.auth('signedIn').confirmed).toBe(true);
});

it('an account without servers is looked at again in the morning', async () => {
  const world = new FakeWorld();
  world.house.servers = [];
  await world.signIn();
  await world.go(60000);
  expect(world.connection.kind).toBe('listing');
  world.device.set({ visible: false });
  await world.go(1000);
  const open = world.state.connection;
  await world.go(NIGHT_MS);
  expect(world.state.connection).toEqual(open);
  world.house.servers = [{ id: 'den', name: 'den', owned: true, present: true }];
  world.device.set({ visible: true });
  await world.go(1000);
  expect(world.connection.kind).toBe('online');
});

it('a claim that comes while the set sleeps is still asked about once', async () => {
  const world = new FakeWorld();
  await world.showCode();
  world.device.set({ visible: false });
  world.issuer.claim('c1');
  await world.go(10000);
  expect(world.auth('signedIn').reason).toBeUndefined();
});
