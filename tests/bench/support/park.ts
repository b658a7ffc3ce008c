import { startSimulator, type Simulator } from '../../simulator/start';
import { DEMO_USER_IDS } from '../../simulator/plex/users';
import type { MediaAddressPlan, MediaServer } from '../../simulator/media/media-types';

/** How a dead address is dead. */
export type Death = 'silent' | 'refused' | 'stranger';

/** `strangers`: ports at which another machine answers. `relays`: ports of relays. */
export type Case = {
  readonly name: string;
  readonly rank: number | null;
  readonly machine: string;
  readonly strangers: readonly number[];
  readonly relays: readonly number[];
};

const LATENCY_MS = 20;
/** Best first, as Couchkey ranks them; every second one is no worse than the one before. */
const RANKS: readonly Pick<MediaAddressPlan, 'kind' | 'protocol'>[] = [
  { kind: 'local', protocol: 'https' },
  { kind: 'local', protocol: 'https' },
  { kind: 'local', protocol: 'http' },
  { kind: 'local', protocol: 'http' },
  { kind: 'remote', protocol: 'https' },
  { kind: 'remote', protocol: 'https' },
  { kind: 'remote', protocol: 'http' },
  { kind: 'remote', protocol: 'http' }
];

/** plex.tv with TLS, and 20 ms before every answer of anybody. */
export async function openPark(): Promise<Simulator> {
  const sim = await startSimulator({ media: [], tls: true });
  sim.faults.set({ kind: 'latency', ms: LATENCY_MS });
  return sim;
}

export const deathsOf = (deaths: readonly Death[], live: number): (Death | null)[] =>
  RANKS.map((_, at) => (at === live ? null : (deaths[(at < live ? at : at - 1) % deaths.length] as Death)));

/** Below the ports that a system hands out, or a server opened later would listen where nobody shall. */
let deadPort = 20_000 + (process.pid % 8_000);

function plansFor(fates: readonly (Death | null)[]): MediaAddressPlan[] {
  return RANKS.map((plan, at) => {
    const fate = fates[at];
    if (fate === 'refused') return { ...plan, state: fate, port: deadPort++ };
    return fate === 'silent' ? { ...plan, state: fate } : plan;
  });
}

function putStrangers(sim: Simulator, server: MediaServer, fates: readonly (Death | null)[]): number[] {
  const ports = server.addresses.map(({ listener }) => listener.port);
  const strangers = ports.filter((_, at) => fates[at] === 'stranger');
  strangers.forEach((port) => sim.media.impersonate(server.name, undefined, port));
  return strangers;
}

/** One server for each rank that the one live address may have; the other seven are dead. */
export async function addCases(sim: Simulator, title: string, deaths: readonly Death[]): Promise<Case[]> {
  const cases: Case[] = [];
  for (const [at] of RANKS.entries()) {
    const fates = deathsOf(deaths, at);
    const name = `${title} ${at + 1}`;
    const server = await sim.media.add({ name, owner: DEMO_USER_IDS.ada, addresses: plansFor(fates) });
    const strangers = putStrangers(sim, server, fates);
    cases.push({ name, rank: at + 1, machine: server.machineIdentifier, strangers, relays: [] });
  }
  return cases;
}

/** A direct address and a relay, both alive; the direct one has its answers delayed further. */
export async function addRelayCase(sim: Simulator, directMs: number): Promise<Case> {
  const name = `direct ${directMs} ms later than the relay`;
  const addresses = [
    { kind: 'relay', protocol: 'https' },
    { kind: 'remote', protocol: 'https' }
  ] as const;
  const server = await sim.media.add({ name, owner: DEMO_USER_IDS.ada, addresses });
  const [relay = 0, direct = 0] = server.addresses.map(({ listener }) => listener.port);
  sim.faults.set({ kind: 'latency', ms: directMs, port: direct });
  return { name, rank: null, machine: server.machineIdentifier, strangers: [], relays: [relay] };
}
