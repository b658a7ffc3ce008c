// promises: R3 R4 R5 R8
/** What Retune's contract promises of signing in, asked of both who keep it: R3, R4, R5 and R8 of the mission. */
import { loggedHttp, openLog, type RingLog } from '../../src/core/log';
import { startSimulator, type Simulator } from '../simulator/start';
import { memoryVault, type MemoryVault } from '../support/memory-vault';
import { nodeHttp } from '../support/node-http';
import { PLEX_USERS, type PlexUser } from '../support/plex-users';
import { plexStub } from '../support/plex-stub';
import { realClock } from '../support/real-clock';
import { VirtualClock } from '../support/virtual-clock';

const REQUIRED = [
  'accept',
  'x-plex-client-identifier',
  'x-plex-product',
  'x-plex-version',
  'x-plex-platform',
  'x-plex-platform-version',
  'x-plex-device',
  'x-plex-device-name'
];

describe.each(Object.entries(PLEX_USERS))('%s', (_name, make) => {
  let sim: Simulator;
  let vault: MemoryVault;
  let log: RingLog;
  let user: PlexUser;

  beforeEach(async () => {
    sim = await startSimulator();
    vault = memoryVault();
    const clock = realClock();
    log = openLog(clock, { level: 'debug' });
    user = make({ http: loggedHttp(nodeHttp(), log, clock), vault, clock }, sim.urls.plex);
  });

  afterEach(() => sim.stop());

  async function signIn(): Promise<string> {
    const { id, code } = await user.begin();
    sim.phone.approve(code, 'lena');
    expect(await user.look(id)).toBe('granted');
    return (await user.storedToken()) ?? '';
  }

  describe('R3: a code is looked at every second, for five minutes at most', () => {
    it('counts', async () => {
      const plex = plexStub();
      const clock = new VirtualClock();
      const waiting = make({ http: plex.http, vault: memoryVault(), clock }, 'https://plex.tv');
      let isOver = false;
      void waiting.waitForCode().then(() => (isOver = true));
      await clock.advance(299_000);
      expect(isOver).toBe(false);
      await clock.advance(6_000);
      expect(isOver).toBe(true);
      const looks = plex.http.asked.filter((each) => each.url.includes('/pins/')).length;
      expect(looks).toBeGreaterThanOrEqual(299);
      expect(looks).toBeLessThanOrEqual(302);
      await clock.advance(3_600_000);
      expect(plex.http.asked.filter((each) => each.url.includes('/pins/')).length).toBe(looks);
    });
  });

  describe('R4: every call carries every header', () => {
    it('and always the same identifier', async () => {
      const { id, code } = await user.begin();
      expect(await user.look(id)).toBe('pending');
      sim.phone.approve(code, 'lena');
      await user.look(id);
      await user.isGood();
      const calls = sim.journal.all({ service: 'plex' });
      expect(calls.length).toBeGreaterThanOrEqual(4);
      calls.forEach((each) =>
        REQUIRED.forEach((name) =>
          expect([name, each.headers[name]]).toEqual([name, expect.stringMatching(/./)])
        )
      );
      expect(new Set(calls.map((each) => each.headers['x-plex-client-identifier'])).size).toBe(1);
    });
  });

  describe('R5: 401 and 403 are a no, everything else throws, and nothing is deleted', () => {
    it('says yes to its own token', async () => {
      await signIn();
      expect(await user.isGood()).toBe(true);
    });

    it('says no when plex.tv has taken the token back', async () => {
      const token = await signIn();
      sim.plex.revokeToken(token);
      expect(await user.isGood()).toBe(false);
      expect(await user.storedToken()).toBe(token);
    });

    it.each([401, 403])('says no at %i', async (status) => {
      const token = await signIn();
      sim.faults.set({ kind: 'status', status, route: 'user' });
      expect(await user.isGood()).toBe(false);
      expect(await user.storedToken()).toBe(token);
    });

    it.each([
      { kind: 'status', status: 400 },
      { kind: 'status', status: 404 },
      { kind: 'status', status: 429 },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 503 },
      { kind: 'resetBeforeHeaders' },
      { kind: 'resetMidBody', afterBytes: 10 },
      { kind: 'malformed' },
      { kind: 'html' },
      { kind: 'empty' },
      { kind: 'deep', depth: 200_000 }
    ] as const)('throws at %j', async (fault) => {
      const token = await signIn();
      sim.faults.set({ ...fault, route: 'user' });
      await expect(user.isGood()).rejects.toMatchObject({ code: expect.stringMatching(/./) });
      expect(await user.storedToken()).toBe(token);
      sim.faults.clear();
      expect(await user.isGood()).toBe(true);
    });

    it('throws while nobody answers at all', async () => {
      const token = await signIn();
      const id = sim.faults.set({ kind: 'refuse', service: 'plex' });
      await expect(user.isGood()).rejects.toEqual({
        code: expect.stringMatching(/^(connectionRefused|unreachable)$/)
      });
      sim.faults.clear(id);
      expect(await user.storedToken()).toBe(token);
    });
  });

  describe('R8: the token is in no log and in no error', () => {
    it('nor is the code, the PIN’s id or the e-mail', async () => {
      const { id, code } = await user.begin();
      sim.phone.approve(code, 'lena');
      await user.look(id);
      const token = (await user.storedToken()) ?? '';
      sim.faults.set({ kind: 'status', status: 500, route: 'user' });
      const error = await user.isGood().catch((reason: unknown) => reason);
      await user.signOut();
      const said = JSON.stringify([log.entries(), error]);
      expect(log.entries().length).toBeGreaterThanOrEqual(4);
      [token, code, id, 'lena@example.test'].forEach((secret) => expect(said).not.toContain(secret));
    });
  });

  it('tells a code that is gone from one that is out of reach', async () => {
    const { id } = await user.begin();
    sim.faults.set({ kind: 'resetBeforeHeaders', times: 1 });
    await expect(user.look(id)).rejects.toMatchObject({ code: 'unreachable' });
    expect(await user.look(id)).toBe('pending');
    sim.plex.killPin(id);
    expect(await user.look(id)).toBe('gone');
  });

  it('leaves nothing behind when it is signed out', async () => {
    await signIn();
    await user.signOut();
    expect(await user.storedToken()).toBeNull();
  });
});
