import { SmallHouse } from '../../support/small-house';
import { median } from '../support/verdicts';

const ROUNDS = 30;
const HASH = '0123456789abcdef0123456789abcdef';

/** A server as plex.tv lists it: in the house by TLS, from outside, by relay. */
function resource(nth: number): object {
  const direct = (address: string, port: number): string =>
    `https://${address.replace(/\./g, '-')}.${HASH}.plex.direct:${port}`;
  const [near, far] = [`192.168.${nth % 250}.7`, `203.0.113.${nth % 250}`];
  const of = (address: string, port: number, local: boolean, relay: boolean): object => ({
    ...{ protocol: 'https', address, port, uri: direct(address, port), local, relay, IPv6: false }
  });
  return {
    ...{ name: `Server ${nth}`, product: 'Plex Media Server', productVersion: '1.40.0', platform: 'Linux' },
    ...{ clientIdentifier: `machine-${nth}`, provides: 'server', ownerId: null, sourceTitle: null },
    ...{ accessToken: `token-${nth}`, owned: nth % 3 !== 0, home: false, synced: false, relay: true },
    ...{ presence: true, httpsRequired: false, publicAddressMatches: true, dnsRebindingProtection: false },
    connections: [
      of(near, 32400, true, false),
      of(far, 32400, false, false),
      of('198.51.100.4', 8443, false, true)
    ]
  };
}

/** What it takes to ask for the list, read it and bring it into order, in ms. */
export async function listingMs(count: number): Promise<number> {
  const house = new SmallHouse();
  house.open('ada');
  house.resources = Array.from({ length: count }, (_, nth) => resource(nth));
  const all: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    const { servers } = await house.settle(house.servers().list());
    all.push(performance.now() - began);
    if (servers.length !== count) throw new Error(`${servers.length} of ${count} servers on the list`);
  }
  return median(all);
}
