// promises: P5 P7
/** Looking for a better way while the one in use goes on serving. */
import { resourceBody } from '../../../support/server-facts';
import { SmallHouse } from '../../../support/small-house';

const HASH = '0123456789abcdef0123456789abcdef';
const at = (address: string, port = 32400) =>
  `https://${address.replace(/\./g, '-')}.${HASH}.plex.direct:${port}`;
const [LAN, LATER_LAN, WAN, RELAY] = [
  at('192.168.1.5'),
  at('192.168.1.77'),
  at('203.0.113.7'),
  at('198.51.100.4', 8443)
];
const DEN = { machine: 'machine-den', token: 'server-token-of-den' };
const LOOK_MS = 45_000;
const FAR_REFETCH_MS = 900_000;
const HOUR_MS = 3_600_000;
const EVENING_MS = 3 * HOUR_MS;

const lan = (uri: string) => ({ uri, address: '', local: true });
const wan = { uri: WAN, address: '', local: false };
const relay = { uri: RELAY, address: '', local: false, relay: true };

let house: SmallHouse;

const look = () => house.settle(house.servers().reach('machine-den', { refetch: false, brisk: false }));
const list = (connections: readonly object[], change: object = {}): void =>
  void (house.resources = [resourceBody({ connections, ...change })]);
const alive = (...uris: readonly string[]): void =>
  void (house.machines = Object.fromEntries(uris.map((uri) => [uri, DEN])));

const grantsWritten = (): number => house.vault.written.filter((text) => text.includes('connections')).length;

async function lookFor(ms: number): Promise<void> {
  const end = house.clock.now() + ms;
  while (house.clock.now() < end) {
    await look();
    await house.clock.advance(LOOK_MS);
  }
}

beforeEach(() => {
  house = new SmallHouse();
  list([lan(LAN), wan, relay]);
});

it('finds the house again, from the relay over the internet to the local network', async () => {
  alive(RELAY);
  expect((await look()).class).toBe('relay');
  alive(RELAY, WAN);
  expect((await look()).class).toBe('remote');
  alive(RELAY, WAN, LAN);
  expect(await look()).toMatchObject({ class: 'local', uri: LAN });
});

it('stays where it is while that is the best, and takes no more than a race', async () => {
  alive(RELAY, WAN, LAN);
  await look();
  const before = house.http.asked.length;
  await look();
  const asked = house.http.asked.slice(before).map(({ url }) => url);
  expect(asked.filter((url) => url.includes('/identity')).length).toBeLessThanOrEqual(2);
  expect(asked.filter((url) => url.startsWith(RELAY) || url.includes('plex.tv'))).toEqual([]);
  expect([house.clock.pending, house.http.inFlight]).toEqual([0, 0]);
});

it('does not write down again what is written already', async () => {
  alive(WAN);
  await lookFor(HOUR_MS);
  expect(grantsWritten()).toBe(1);
  alive(WAN, LAN);
  await look();
  expect(grantsWritten()).toBe(2);
});

it('writes again what a vault has not taken for good, and what it has lost', async () => {
  alive(WAN);
  house.vault.durable = false;
  await look();
  house.vault.durable = true;
  await look();
  await look();
  expect(grantsWritten()).toBe(2);
  house.vault.disk.delete('server');
  await look();
  expect(house.vault.disk.has('server')).toBe(true);
});

it('hears of a local address that plex.tv did not know at first', async () => {
  alive(WAN, LATER_LAN);
  await look();
  list([lan(LATER_LAN), wan]);
  await lookFor(FAR_REFETCH_MS + LOOK_MS);
  expect(await look()).toMatchObject({ class: 'local', uri: LATER_LAN });
});

it('hears that the set has come to the house of a shared server', async () => {
  list([lan(LAN), wan], { owned: false, publicAddressMatches: false });
  alive(WAN, LAN);
  expect((await look()).class).toBe('remote');
  list([lan(LAN), wan], { owned: false, publicAddressMatches: true });
  await lookFor(FAR_REFETCH_MS + LOOK_MS);
  expect((await look()).class).toBe('local');
});

it('asks plex.tv four times an hour at most while far away, and never while in the house', async () => {
  alive(WAN);
  await lookFor(EVENING_MS);
  const far = house.listings;
  expect(far).toBeLessThanOrEqual(1 + EVENING_MS / FAR_REFETCH_MS);
  expect(far).toBeGreaterThan(EVENING_MS / FAR_REFETCH_MS / 2);
  alive(WAN, LAN);
  await lookFor(EVENING_MS);
  expect(house.listings - far).toBeLessThanOrEqual(1);
});

it('keeps the way in use when plex.tv is down, or sends us where nobody is', async () => {
  alive(WAN);
  await look();
  house.resources = { error: 'down' };
  await lookFor(FAR_REFETCH_MS + LOOK_MS);
  list([lan(LATER_LAN)]);
  await lookFor(FAR_REFETCH_MS + LOOK_MS);
  expect(await look()).toMatchObject({ uri: WAN });
});

it('does not keep a viewer waiting for plex.tv after an outage', async () => {
  alive(WAN);
  await look();
  await house.clock.advance(FAR_REFETCH_MS);
  alive();
  await house.settle(
    house
      .servers()
      .reach('machine-den', { refetch: false, brisk: true })
      .then(fail, () => 0)
  );
  alive(WAN);
  const listings = house.listings;
  await look();
  expect(house.listings).toBe(listings);
});

function fail(): never {
  throw new Error('reached a server that is off');
}
