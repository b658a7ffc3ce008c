import { ask, post, signInAs } from '../ask';
import { startSimulator, type Simulator } from '../start';
import { DEMO_USER_IDS, DEMO_USERS } from './users';

let simulator: Simulator;
let token: string;

beforeEach(async () => {
  simulator = await startSimulator();
  token = await signInAs(simulator);
});
afterEach(() => simulator.stop());

function uuidOf(id: number): string {
  return DEMO_USERS.find((user) => user.id === id)?.uuid ?? '';
}

function switchTo(id: number, pin?: string) {
  const query = pin === undefined ? '' : `?pin=${pin}`;
  return post(simulator, `/api/v2/home/users/${uuidOf(id)}/switch${query}`, { token });
}

describe('a Home', () => {
  it('lists its profiles, guarded ones and managed ones', async () => {
    const { status, body } = await ask(simulator, '/api/v2/home/users', { token });
    expect(status).toBe(200);
    const seen = body.users.map((user: any) => [
      user.title,
      user.admin,
      user.protected,
      user.restricted,
      user.email
    ]);
    expect(seen).toEqual([
      ['Ada', true, true, false, 'ada@example.test'],
      ['Finn', false, false, true, null],
      ['Mara', false, true, false, 'mara@example.test'],
      ['Noor', false, false, false, 'noor@example.test']
    ]);
    expect([body.size, body.totalSize]).toEqual([4, 4]);
  });

  it('bears its admin’s name', async () => {
    const { body } = await ask(simulator, '/api/v2/home', { token });
    expect(body).toMatchObject({ name: 'Ada', guestEnabled: false, subscription: true });
  });

  it('is not found for an account without one', async () => {
    const lena = await signInAs(simulator, 'lena');
    expect((await ask(simulator, '/api/v2/home/users', { token: lena })).status).toBe(404);
  });

  it('is closed to strangers', async () => {
    expect((await ask(simulator, '/api/v2/home/users')).status).toBe(401);
  });
});

describe('a switch', () => {
  it('gives an open profile a token of its own', async () => {
    const { status, body } = await switchTo(DEMO_USER_IDS.finn);
    expect(status).toBe(201);
    expect(body.authToken).not.toBe(token);
    const finn = await ask(simulator, '/api/v2/user', { token: body.authToken });
    expect(finn.body.title).toBe('Finn');
    expect((await ask(simulator, '/api/v2/user', { token })).status).toBe(200);
  });

  it('lets nobody into a guarded profile without the right PIN', async () => {
    for (const pin of [undefined, '0000', '']) {
      const { status, body } = await switchTo(DEMO_USER_IDS.mara, pin);
      expect([status, body.errors[0].code]).toEqual([403, 1041]);
    }
    expect((await switchTo(DEMO_USER_IDS.mara, '2468')).status).toBe(201);
  });

  it('can be as lenient as some accounts are: a PIN left out passes, a wrong one does not', async () => {
    simulator.plex.habits.switchWithoutPin = true;
    expect((await switchTo(DEMO_USER_IDS.mara)).status).toBe(201);
    expect((await switchTo(DEMO_USER_IDS.mara, '0000')).status).toBe(403);
  });

  it('sees a PIN that was set a moment ago', async () => {
    simulator.plex.users.set(DEMO_USER_IDS.finn, { pin: '1111' });
    expect((await switchTo(DEMO_USER_IDS.finn)).status).toBe(403);
  });

  it('knows only the people of the Home', async () => {
    expect((await switchTo(DEMO_USER_IDS.theo)).status).toBe(404);
  });

  it('survives the next sign-in on the same client identifier', async () => {
    const { body } = await switchTo(DEMO_USER_IDS.noor);
    await signInAs(simulator, 'noor');
    expect((await ask(simulator, '/api/v2/user', { token: body.authToken })).status).toBe(200);
  });
});
