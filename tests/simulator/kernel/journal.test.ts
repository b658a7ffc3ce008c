import { ask, post, signInAs } from '../ask';
import { startSimulator, type Simulator } from '../start';
import { createJournal } from './journal';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.stop());

describe('the journal', () => {
  it('keeps everything about a request, and how it was answered', async () => {
    await post(simulator, '/api/v2/pins?strong=true', { json: { a: 1 }, headers: { 'X-Plex-Product': 'P' } });
    expect(simulator.journal.all()).toEqual([
      expect.objectContaining({
        service: 'plex',
        route: 'pins.create',
        method: 'POST',
        path: '/api/v2/pins',
        query: { strong: 'true' },
        headers: expect.objectContaining({ 'x-plex-product': 'P' }),
        body: '{"a":1}',
        status: 201,
        secure: false,
        faults: []
      })
    ]);
  });

  it('keeps requests that no route fits', async () => {
    expect((await ask(simulator, '/nowhere')).status).toBe(404);
    expect(simulator.journal.all()[0]).toMatchObject({ route: null, path: '/nowhere', status: 404 });
  });

  it('knows who was sent a token, in a header, a query or a body', async () => {
    const token = await signInAs(simulator);
    simulator.journal.clear();
    await ask(simulator, '/api/v2/user', { token });
    await ask(simulator, `/api/v2/ping?X-Plex-Token=${token}`);
    await post(simulator, '/api/v2/pins', { body: `token=${token}` });
    await ask(simulator, '/api/v2/ping');
    expect(simulator.journal.sentTo(token).map((entry) => entry.route)).toEqual([
      'user',
      'ping',
      'pins.create'
    ]);
  });

  it('can be filtered, and cleared', async () => {
    await post(simulator, '/api/v2/pins');
    await ask(simulator, '/api/v2/ping');
    expect(simulator.journal.all({ route: 'ping' })).toHaveLength(1);
    expect(simulator.journal.all({ service: 'tmdb' })).toHaveLength(0);
    simulator.journal.clear();
    expect(simulator.journal.all()).toEqual([]);
  });

  it('tells time by the simulator’s clock', async () => {
    simulator.clock.jump(86_400_000);
    await ask(simulator, '/api/v2/ping');
    expect(simulator.journal.all()[0]?.at).toBeGreaterThan(Date.now() + 86_000_000);
  });

  it('forgets the oldest requests of a long soak, and keeps the last ones', () => {
    const journal = createJournal(10);
    const seen = {
      service: 'plex',
      route: null,
      port: 1,
      secure: false,
      method: 'GET',
      query: {},
      headers: {}
    };
    for (let at = 0; at < 95; at += 1) journal.write({ ...seen, at, path: `/${at}`, body: '', faults: [] });
    const kept = journal.all().map((entry) => entry.at);
    expect(kept.length).toBeLessThan(20);
    expect(kept.slice(-10)).toEqual([85, 86, 87, 88, 89, 90, 91, 92, 93, 94]);
  });
});
