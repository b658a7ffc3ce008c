// promises: X5
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaServer } from '../media/media-types';
import { DEMO_USER_IDS } from '../plex/users';
import { startSimulator, type Simulator } from '../start';
import { THIRD_PARTY_CLIENTS } from './clients';
import { runClient, type Code } from './run-client';

const { ada, mara, finn } = DEMO_USER_IDS;
const SECTIONS = ['Films', 'Series', 'Music'];
const START_A_PROCESS_MS = 60_000;

let simulator: Simulator;
let box: MediaServer;

beforeAll(async () => {
  simulator = await startSimulator({ tls: true, media: [] });
  box = await simulator.media.add({ name: 'Box', owner: ada, sharedWith: [mara, finn], plexDirect: true });
}, START_A_PROCESS_MS);
afterAll(() => simulator.stop());
beforeEach(() => simulator.journal.clear());

const approveAs =
  (person: string) =>
  ({ code }: Code): void => {
    expect(simulator.phone.approve(code, person)).toMatchObject({ ok: true });
  };

/** Which ports of the server were asked something behind its door. */
const doorsUsed = (): string[] => {
  const entries = simulator.journal.all({ service: 'media:Box', route: 'root' });
  return [
    ...new Set(
      entries.filter(({ status }) => status === 200).map(({ secure }) => (secure ? 'https' : 'http'))
    )
  ];
};

describe('@ctrl/plex', () => {
  it(
    'signs in through the auth page, lists servers and devices, and connects over plex.direct',
    async () => {
      const shown: Code[] = [];
      const result = await runClient(simulator, {
        script: 'ctrl-plex-web-login.mjs',
        env: { SERVER_NAME: 'Box' },
        onCode: (code) => {
          shown.push(code);
          approveAs('ada')(code);
        }
      });
      expect(shown[0]?.uri).toMatch(/^https:\/\/app\.plex\.tv\/auth#\?clientID=.*&code=\w{25}&/);
      expect(result).toEqual({
        username: 'ada',
        resources: [{ name: 'Box', owned: true }],
        server: { name: 'Box', machineIdentifier: box.machineIdentifier, at: expect.any(String) },
        sections: SECTIONS,
        devices: ['PlexAPI']
      });
      expect(doorsUsed()).toContain('https');
    },
    START_A_PROCESS_MS
  );

  it(
    'signs in with name and password and connects to the same server by plain http',
    async () => {
      const result = await runClient(simulator, {
        script: 'ctrl-plex-password.mjs',
        env: { LOGIN: 'ada', PASSWORD: 'ada-pass', SERVER_NAME: 'Box' }
      });
      expect(result).toMatchObject({
        username: 'ada',
        owned: true,
        server: { machineIdentifier: box.machineIdentifier, at: expect.stringMatching(/^http:\/\/127/) }
      });
    },
    START_A_PROCESS_MS
  );
});

describe('plex-oauth, its token carried on by plex-api', () => {
  it(
    'signs in through the auth page, lists servers and connects as somebody it is shared with',
    async () => {
      const result = await runClient(simulator, { script: 'plex-oauth.cjs', onCode: approveAs('mara') });
      expect(result).toEqual({
        before: null,
        servers: ['Box'],
        server: { machineIdentifier: box.machineIdentifier, sections: SECTIONS }
      });
      expect(simulator.journal.sentTo(box.tokens.tokenFor(mara)).map(({ service }) => service)).toContain(
        'media:Box'
      );
    },
    START_A_PROCESS_MS
  );
});

describe('plex-api with plex-api-pinauth', () => {
  it(
    'waits for a PIN of the first version, signs in, lists servers and connects',
    async () => {
      const result = await runClient(simulator, { script: 'plex-api-pinauth.cjs', onCode: approveAs('ada') });
      expect(result).toEqual({
        before: ['waiting'],
        state: 'authorized',
        unknown: 'invalid',
        servers: ['Box'],
        server: { machineIdentifier: box.machineIdentifier, sections: SECTIONS }
      });
    },
    START_A_PROCESS_MS
  );
});

describe('plex-api with plex-api-credentials', () => {
  it(
    'signs in by password, also as a managed user, and is refused with a wrong one',
    async () => {
      const result = await runClient<Record<string, { machineIdentifier: string; token: string }>>(
        simulator,
        {
          script: 'plex-api-credentials.cjs',
          env: {
            LOGIN: 'ada',
            PASSWORD: 'ada-pass',
            MANAGED_USER: 'Finn',
            SERVER_PORT: String(box.addresses.find(({ plan }) => plan.protocol === 'http')?.listener.port)
          }
        }
      );
      expect(String(result['refused'])).toMatch(/expected 201 but got 401/);
      for (const way of ['bundled', 'separate', 'managed'])
        expect(result[way]?.machineIdentifier).toBe(box.machineIdentifier);
      expect(result['managed']?.token).toBe(box.tokens.tokenFor(finn));
    },
    START_A_PROCESS_MS
  );
});

it(
  'lets nothing out of this machine but what is meant for plex.tv, and that goes to the simulator',
  async () => {
    expect(await runClient(simulator, { script: 'stray.cjs' })).toEqual({
      elsewhere: 'ECONNREFUSED',
      bareAddress: 'ECONNREFUSED',
      remotePlexDirect: 'ECONNREFUSED',
      plexTv: 'reached'
    });
    expect(simulator.journal.all().map(({ path }) => path)).toEqual(['/api/v2/ping']);
  },
  START_A_PROCESS_MS
);

it.each(THIRD_PARTY_CLIENTS)(
  'runs $name in the version that is written down, pinned',
  ({ name, version }) => {
    const root = join(__dirname, '..', '..', '..');
    const read = (...path: string[]) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));
    expect(read('node_modules', name, 'package.json').version).toBe(version);
    expect(read('package.json').devDependencies[name]).toBe(version);
  }
);
