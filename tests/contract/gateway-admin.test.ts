// promises: M2 M6 M8
/** Set-up, admin PIN, screens, people and the audit log: handlers over both real stores. */
import { readFileSync, existsSync, statSync } from 'node:fs';
import { askedBy, overBothStores, problem, type AdminWorld } from '../support/gateway-people';
import { openFirstRun } from '../../src/gateway/first-run/open-first-run';
import { setupFileOf } from '../../src/gateway/first-run/setup-code';
import { BONDS } from '../../src/gateway/secrets/bonds';
import { closeText } from '../../src/gateway/upstream/sealed-text';
import { unusualOf } from '../../src/gateway/audit/unusual';
import { changePin, setUp, unlock, UNLOCKED_MS } from '../../src/gateway/routes/admin/set-up';
import { listSessions, revokeOthers, revokeSession } from '../../src/gateway/routes/admin/sessions';
import { changeUser, listAudit, listUsers, removeUser } from '../../src/gateway/routes/admin/users';

// A PIN is stretched on purpose, and a busy machine takes its time for each of the ten guesses.
jest.setTimeout(30_000);

overBothStores('an admin', (here) => {
  let at: AdminWorld;
  beforeEach(() => void (at = here()));

  const fileOf = (): string => setupFileOf(at.world.house.settings);
  const offered = async (): Promise<string> => {
    const said: string[] = [];
    await openFirstRun(at.world, (line) => said.push(line));
    return /[A-Z3]{4}(-[A-Z3]{4}){3}/.exec(said.join('\n'))?.[0] ?? 'none';
  };
  const claim = async (code: string, user = 'ann'): Promise<unknown> =>
    setUp(askedBy(await at.signIn(user), { body: { code, adminPin: '2468' } }), at.world);
  const events = async (): Promise<string[]> =>
    (await at.world.house.stores.audit.page(50, null)).items.map(({ event }) => event);

  it('is whoever types the code of the console, once; the file is for nobody else and goes', async () => {
    const code = await offered();
    expect(readFileSync(fileOf(), 'utf8').trim()).toBe(code);
    expect(statSync(fileOf()).mode & 0o777).toBe(0o600);
    await claim(code.toLowerCase().replaceAll('-', ' '));
    expect(await at.world.house.stores.users.read('ann')).toMatchObject({ role: 'admin' });
    expect(existsSync(fileOf())).toBe(false);
    await expect(claim(code, 'bob')).rejects.toEqual(problem('SETUP_OVER'));
    expect(await offered()).toBe('none');
    expect(await events()).toContain('setupClaimed');
  });

  it('has a new code at each start, and five wrong ones lock for a while', async () => {
    const old = await offered();
    const code = await offered();
    await expect(claim(old)).rejects.toEqual(problem('SETUP_CODE_WRONG'));
    for (let n = 0; n < 4; n += 1) {
      await expect(claim('ABCD')).rejects.toEqual(problem('SETUP_CODE_WRONG'));
    }
    await expect(claim(code)).rejects.toEqual(problem('TOO_MANY_REQUESTS'));
    at.pass(16 * 60_000);
    await claim(code);
    expect((await events()).filter((event) => event === 'setupWrongCode')).toHaveLength(5);
  });

  it('gives the PIN for ten minutes, has five tries, and changes it only with the present one', async () => {
    await claim(await offered());
    const screen = await at.signIn('ann');
    const give = (pin: string): Promise<unknown> => unlock(askedBy(screen, { body: { pin } }), at.world);
    await give('2468');
    expect(await at.world.house.stores.settings.read('admin.pin')).toMatch(/^s1\./);
    const until = (await at.world.house.stores.sessions.list('ann', 9, null)).items.find(
      ({ id }) => id === screen.session.id
    )?.notes['adminUntil'];
    expect(until).toBe(String(at.now() + UNLOCKED_MS));
    const open = await at.signIn('ann', true);
    const change = (pin: string): Promise<unknown> =>
      changePin(askedBy(open, { body: { pin, next: '13579' } }), at.world);
    await expect(change('0000')).rejects.toEqual(problem('ADMIN_PIN_WRONG'));
    await change('2468');
    for (let n = 0; n < 5; n += 1) {
      await expect(give('2468')).rejects.toEqual(problem('ADMIN_PIN_WRONG'));
    }
    await expect(give('13579')).rejects.toEqual(problem('TOO_MANY_REQUESTS'));
    await expect(
      unlock(askedBy(await at.signIn('bob'), { body: { pin: '13579' } }), at.world)
    ).rejects.toEqual(problem('ADMIN_ONLY'));
  });

  it('sees everybody’s screens, a user their own; neither sees a secret', async () => {
    await at.makeAdmin('ann');
    const [ann, locked, bob] = [await at.signIn('ann', true), await at.signIn('ann'), await at.signIn('bob')];
    const all = { query: { all: 'true' } };
    const whole = (await listSessions(askedBy(ann, all), at.world)).body as { sessions: object[] };
    expect(whole.sessions).toHaveLength(3);
    expect(JSON.stringify(whole)).not.toMatch(/csrf|notes|hash/);
    const own = (await listSessions(askedBy(bob), at.world)).body;
    const { id } = bob.session;
    const seen = { id, userTitle: 'bob', isThis: true, screenName: 'Lobby', agent: 'Kiosk/1' };
    expect(own).toMatchObject({ sessions: [seen], next: null });
    await expect(listSessions(askedBy(bob, all), at.world)).rejects.toEqual(problem('ADMIN_ONLY'));
    await expect(listSessions(askedBy(locked, all), at.world)).rejects.toEqual(problem('ADMIN_PIN_NEEDED'));
  });

  it('ends any screen, a user their own, and the grant goes upstream with the last of them', async () => {
    const sealed = closeText(at.world.house.keys, BONDS.account('bob', 'plex.grant'), 'grant of bob');
    await at.world.house.stores.accounts.write({ owner: 'bob', name: 'plex.grant', sealed, expect: 0 });
    const [ann, bob, second] = [await at.signIn('ann'), await at.signIn('bob'), await at.signIn('bob')];
    const end = (by: typeof ann, id: string): Promise<unknown> =>
      revokeSession(askedBy(by, { params: { id } }), at.world);
    await expect(end(ann, bob.session.id)).rejects.toEqual(problem('ADMIN_ONLY'));
    await expect(end(ann, 'nowhere')).rejects.toEqual(problem('ADMIN_ONLY'));
    await end(bob, second.session.id);
    expect(at.ended()).toEqual([]);
    await at.makeAdmin('ann');
    await end(await at.signIn('ann', true), bob.session.id);
    expect(at.ended()).toEqual(['plex grant of bob']);
    expect(await at.world.house.stores.accounts.read('bob', 'plex.grant')).toBeNull();
  });

  it('keeps the screen that ends all others', async () => {
    const [one] = [await at.signIn('ann'), await at.signIn('ann'), await at.signIn('bob')];
    expect((await revokeOthers(askedBy(one), at.world)).body).toEqual({ revoked: 1 });
    const left = (await at.world.house.stores.sessions.list(null, 9, null)).items;
    expect(left.map(({ userId }) => userId).sort()).toEqual(['ann', 'bob']);
  });

  it('changes roles, keeps out and deletes, but somebody must be able to administrate', async () => {
    await at.makeAdmin('ann');
    const ann = await at.signIn('ann', true);
    const sealed = closeText(at.world.house.keys, BONDS.account('bob', 'plex.grant'), 'grant of bob');
    await at.world.house.stores.accounts.write({ owner: 'bob', name: 'plex.grant', sealed, expect: 0 });
    const change = (id: string, body: object): Promise<unknown> =>
      changeUser(askedBy(ann, { params: { id }, body }), at.world);
    const remove = (id: string): Promise<unknown> => removeUser(askedBy(ann, { params: { id } }), at.world);
    await expect(change('ann', { role: 'user' })).rejects.toEqual(problem('LAST_ADMIN'));
    await expect(change('ann', { disabled: true })).rejects.toEqual(problem('LAST_ADMIN'));
    await expect(remove('ann')).rejects.toEqual(problem('LAST_ADMIN'));
    await expect(change('bob', {})).rejects.toEqual(problem('BAD_REQUEST'));
    await expect(change('none', { role: 'user' })).rejects.toEqual(problem('NOT_FOUND'));
    expect(at.ended()).toEqual([]);
    await change('bob', { disabled: true });
    expect(at.ended()).toEqual(['plex grant of bob']);
    await change('bob', { disabled: false });
    await change('bob', { role: 'admin' });
    await remove('bob');
    expect((await listUsers(askedBy(ann), at.world)).body).toMatchObject({ users: [{ id: 'ann' }] });
    const log = (await listAudit(askedBy(ann, { query: { user: 'ann' } }), at.world)).body;
    expect(log).toMatchObject({
      entries: [{ event: 'userRemoved', userId: 'ann', address: '192.0.2.7' }, {}, {}, {}]
    });
    const none = (await listAudit(askedBy(ann, { query: { user: 'bob' } }), at.world)).body;
    expect(none).toEqual({ entries: [], next: null });
  });

  it('is unusual at a new address, and so are five failures in a quarter of an hour', async () => {
    const from = (address: string, role: 'user' | 'admin'): Promise<boolean> =>
      unusualOf(at.world, { outcome: 'ok', userId: 'ann', role, sessionId: 's', address });
    expect(await from('192.0.2.7', 'user')).toBe(false);
    expect(await from('192.0.2.7', 'admin')).toBe(false);
    expect(await from('192.0.2.8', 'admin')).toBe(true);
    const fail = (): Promise<boolean> =>
      unusualOf(at.world, { outcome: 'refused', sessionId: 's', address: '192.0.2.9' });
    const answers = [];
    for (let n = 0; n < 6; n += 1) answers.push(await fail());
    expect(answers).toEqual([false, false, false, false, true, true]);
    expect(await from('192.0.2.7', 'user')).toBe(true);
    at.pass(17 * 60_000);
    expect(await from('192.0.2.7', 'user')).toBe(false);
  });
});
