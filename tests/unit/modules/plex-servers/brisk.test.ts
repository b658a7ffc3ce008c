// promises: P7
/** The first attempt after a sleep: what was open before it may be dead, and nobody waits long. */
import { failureIn } from '../../../support/servers-world';
import { resourceBody } from '../../../support/server-facts';
import { SmallHouse } from '../../../support/small-house';
import type { HttpRequest } from '../../../../src/core/ports';

const HASH = '0123456789abcdef0123456789abcdef';
const LAN = `https://192-168-1-5.${HASH}.plex.direct:32400`;
const DEN = { machine: 'machine-den', token: 'server-token-of-den' };
const BRISK_MS = 3000;
const ROUND_TRIP_MS = 20;
const MINUTE_MS = 60_000;

let house: SmallHouse;

const isPlex = ({ url }: HttpRequest): boolean => url.includes('plex.tv');
const reach = (brisk: boolean) => house.servers().reach('machine-den', { refetch: false, brisk });
const tookMs = async (promise: Promise<unknown>): Promise<number> => {
  const begun = house.clock.now();
  await house.settle(promise);
  return house.clock.now() - begun;
};
/** The next requests, as many, are sent on a line whose other end is gone. */
function breakLines(count: number): void {
  let left = count;
  house.http.weather = (request) => (!isPlex(request) && left-- > 0 ? 'hang' : null);
}

beforeEach(async () => {
  house = new SmallHouse();
  house.resources = [resourceBody()];
  house.machines = { [LAN]: DEN };
  await house.settle(reach(false));
  await house.clock.advance(MINUTE_MS);
});

it('asks again on a fresh connection where the old one is dead, within its time', async () => {
  breakLines(1);
  const took = await tookMs(reach(true));
  expect(took).toBe(BRISK_MS / 2 + 2 * ROUND_TRIP_MS);
});

it('costs nothing where the line is well', async () => {
  const before = house.http.asked.length;
  expect(await tookMs(reach(true))).toBe(2 * ROUND_TRIP_MS);
  expect(house.http.asked.length - before).toBe(2);
});

it('has given up after three seconds, and has not asked plex.tv meanwhile', async () => {
  const listings = house.listings;
  breakLines(Infinity);
  expect(await tookMs(failureIn(reach(true)))).toBe(BRISK_MS);
  expect(house.listings).toBe(listings);
  expect([house.clock.pending, house.http.inFlight]).toEqual([0, 0]);
});

it('gives up a token that hangs as soon', async () => {
  house.http.weather = ({ url }) => (url.includes('/library') ? 'hang' : null);
  expect(await tookMs(failureIn(reach(true)))).toBe(ROUND_TRIP_MS + BRISK_MS);
});

it('leaves the next attempt its patience, and its question at plex.tv', async () => {
  const listings = house.listings;
  breakLines(Infinity);
  expect(await tookMs(failureIn(reach(false)))).toBeGreaterThan(BRISK_MS);
  expect(house.listings).toBe(listings + 1);
});

it('asks nobody twice who has answered', async () => {
  house.machines = {};
  const before = house.http.count('GET', '/identity');
  await house.settle(failureIn(reach(true)));
  expect(house.http.count('GET', '/identity')).toBe(before + 1);
});
