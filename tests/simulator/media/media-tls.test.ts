import { get as httpsGet } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { plexDirectName } from '../kernel/plex-direct';
import { startSimulator, type Simulator } from '../start';
import type { MediaServer } from './media-types';

const OWNER = 1001;
const MAKING_KEYS_MS = 60_000;

let simulator: Simulator;
let den: MediaServer;

beforeAll(async () => {
  simulator = await startSimulator({ tls: true, media: [] });
  den = await simulator.media.add({ name: 'Den', owner: OWNER, plexDirect: true });
}, MAKING_KEYS_MS);
afterAll(() => simulator.stop());

const tlsPort = (): number => den.addresses.find(({ plan }) => plan.protocol === 'https')?.listener.port ?? 0;

/** Asks the loopback port for `/identity` under that name, trusting the simulator's authority alone. */
async function identityAs(name: string): Promise<IncomingMessage> {
  const request = httpsGet({
    host: '127.0.0.1',
    port: tlsPort(),
    path: '/identity',
    servername: name,
    ca: simulator.caPem ?? '',
    agent: false
  });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response.resume();
}

it('announces its secure address under a plex.direct name that its certificate covers', () => {
  const [secure] = simulator.media.facts()[0]?.connections ?? [];
  expect(secure).toMatchObject({ protocol: 'https', address: '127.0.0.1', port: tlsPort() });
  expect(secure?.uri).toBe(`https://${plexDirectName('127.0.0.1')}:${tlsPort()}`);
});

it('answers under that name, and not under a made-up one', async () => {
  expect((await identityAs(plexDirectName('127.0.0.1'))).statusCode).toBe(200);
  await expect(identityAs('127-0-0-1.elsewhere.plex.direct')).rejects.toThrow(/altnames/);
});

it('answers plain http on the same port, as the one port of a real server does', async () => {
  const answer = await fetch(`http://127.0.0.1:${tlsPort()}/identity`, {
    headers: { accept: 'application/json' }
  });
  expect(await answer.json()).toMatchObject({ MediaContainer: { machineIdentifier: den.machineIdentifier } });
});

it('tells secure from plain in the journal, and turns only plain away when security is required', async () => {
  simulator.journal.clear();
  simulator.media.change('Den', { httpsRequired: true });
  const secure = await identityAs(plexDirectName('127.0.0.1'));
  const plain = await fetch(`http://127.0.0.1:${tlsPort()}/identity`);
  expect([secure.statusCode, plain.status]).toEqual([200, 403]);
  expect(simulator.journal.all().map((entry) => entry.secure)).toEqual([true, false]);
});
