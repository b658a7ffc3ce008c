import { HERE, LIVES, aSession, hash, sealed, somebody } from './world';
import type { StoreWorld } from './world';

/** ISessionStore. */
export function describeSessions(world: () => StoreWorld): void {
  it('finds a session by its cookie only, also from another gateway', async () => {
    const { one, other, now } = world();
    await one.sessions.create(aSession('s1'));
    expect(await other.sessions.read(hash('s1'))).toEqual({
      ...HERE,
      ...{ id: 's1', userId: null, role: null, csrf: 'csrf of s1', deviceId: null, notes: {} },
      ...{ createdAt: now(), lastSeenAt: now(), expiresAt: now() + LIVES.strangerMs }
    });
    expect(await other.sessions.read(hash('s2'))).toBeNull();
  });

  it('keeps a session for thirty days after its last use, and a stranger’s for an hour', async () => {
    const { one, pass } = world();
    await somebody(one, 'ada');
    await one.sessions.create(aSession('known', { userId: 'ada' }));
    await one.sessions.create(aSession('stranger'));
    for (let times = 0; times < 3; times += 1) {
      pass(LIVES.sessionMs - 1);
      expect((await one.sessions.read(hash('known')))?.userId).toBe('ada');
    }
    expect(await one.sessions.read(hash('stranger'))).toBeNull();
    pass(LIVES.sessionMs);
    expect(await one.sessions.read(hash('known'))).toBeNull();
  });

  it('makes one session of one secret, whoever asks at once, and a new one when that has ended', async () => {
    const { one, other, pass, now } = world();
    const of = (id: string) => ({ ...aSession(id), hash: hash('secret') });
    const [first, second] = await Promise.all([
      one.sessions.create(of('s1')),
      other.sessions.create(of('s2'))
    ]);
    expect(second).toEqual(first);
    expect(await one.sessions.read(hash('secret'))).toEqual(first);
    pass(LIVES.strangerMs);
    expect(await one.sessions.create(of('s3'))).toMatchObject({ id: 's3', createdAt: now() });
    expect((await other.sessions.read(hash('secret')))?.id).toBe('s3');
  });

  it('does not write at each read: the end slides once a minute', async () => {
    const { one, pass, now } = world();
    const { expiresAt } = await one.sessions.create(aSession('s1'));
    pass(LIVES.slideEveryMs - 1);
    expect((await one.sessions.read(hash('s1')))?.expiresAt).toBe(expiresAt);
    pass(1);
    const slid = await one.sessions.read(hash('s1'));
    expect(slid?.lastSeenAt).toBe(now());
    expect(slid?.expiresAt).toBe(expiresAt + LIVES.slideEveryMs);
  });

  it('renews the cookie at sign-in, and the one before is worth nothing', async () => {
    const { one, other } = world();
    await somebody(one, 'ada', 'admin');
    await one.sessions.create(aSession('s1'));
    const next = { hash: hash('new'), csrf: 'new csrf', userId: 'ada', deviceId: null };
    const renewed = await one.sessions.renew(hash('s1'), next);
    expect(renewed).toMatchObject({ id: 's1', userId: 'ada', role: 'admin', csrf: 'new csrf' });
    expect(await other.sessions.read(hash('s1'))).toBeNull();
    expect(await other.sessions.read(hash('new'))).toEqual(renewed);
    expect(await other.sessions.renew(hash('s1'), { ...next, hash: hash('newer') })).toBeNull();
  });

  it('renews under the hash it had, for whoever has no cookie to change', async () => {
    const { one, other } = world();
    await one.sessions.create(aSession('s1'));
    const next = { hash: hash('s1'), csrf: 'new csrf', userId: null, deviceId: 'd1' };
    const renewed = await one.sessions.renew(hash('s1'), next);
    expect(renewed).toMatchObject({ id: 's1', deviceId: 'd1' });
    expect(await other.sessions.read(hash('s1'))).toEqual(renewed);
  });

  it('lets one of two renewals win, whoever they come from', async () => {
    const { one, other } = world();
    await one.sessions.create(aSession('s1'));
    const renewals = await Promise.all(
      [one, other, one, other].map(({ sessions }, n) =>
        sessions.renew(hash('s1'), { hash: hash(`new ${n}`), csrf: '', userId: null, deviceId: null })
      )
    );
    expect(renewals.filter((renewed) => renewed !== null)).toHaveLength(1);
  });

  it('signs in and uses the granted code up in one step', async () => {
    const { one, other, now } = world();
    await somebody(one, 'ada');
    await one.sessions.create(aSession('s1'));
    await one.pins.open({ id: 'p1', sessionId: 's1', provider: 'plex', expiresAt: now() + 60000 }, false);
    const next = { hash: hash('new'), csrf: '', userId: 'ada', deviceId: null, redeems: 'p1' };
    expect(await one.sessions.renew(hash('s1'), next)).toBeNull();
    const [claim] = await one.pins.claimQueued(1, 1000, 9);
    if (claim === undefined) {
      throw new Error('nothing to claim');
    }
    await one.pins.admit(claim, { upstream: sealed('up'), expiresAt: now() + 60000, pollAt: now() });
    await one.pins.settle(claim, { kind: 'granted', grant: sealed('grant') });
    expect((await one.pins.look('p1', 's1'))?.pin.grant).toBe(sealed('grant'));
    const both = [
      one.sessions.renew(hash('s1'), next),
      other.sessions.renew(hash('s1'), { ...next, hash: hash('b') })
    ];
    expect((await Promise.all(both)).filter((renewed) => renewed?.userId === 'ada')).toHaveLength(1);
    expect(await one.pins.collect('p1', 's1')).toBeNull();
  });

  it('reads the role as it is now, and nobody once the user is disabled or gone', async () => {
    const { one } = world();
    await somebody(one, 'root', 'admin');
    await somebody(one, 'ada');
    await one.sessions.create(aSession('s1', { userId: 'ada' }));
    await one.users.setRole('ada', 'admin');
    expect((await one.sessions.read(hash('s1')))?.role).toBe('admin');
    await one.users.setDisabled('ada', true);
    expect(await one.sessions.read(hash('s1'))).toBeNull();
    await one.sessions.create(aSession('while disabled', { userId: 'ada' }));
    expect(await one.sessions.read(hash('while disabled'))).toBeNull();
    await one.users.setDisabled('ada', false);
    await one.sessions.create(aSession('s2', { userId: 'ada' }));
    await one.users.remove('ada');
    expect(await one.sessions.read(hash('s2'))).toBeNull();
  });

  it('takes and forgets notes', async () => {
    const { one } = world();
    await one.sessions.create(aSession('s1'));
    await Promise.all(['a', 'b', 'c'].map((name) => one.sessions.note('s1', name, `${name} "ü\n`)));
    await one.sessions.note('s1', 'b', null);
    expect((await one.sessions.read(hash('s1')))?.notes).toEqual({ a: 'a "ü\n', c: 'c "ü\n' });
    await one.sessions.note('s1', 'a', null);
    await one.sessions.note('s1', 'c', null);
    expect((await one.sessions.read(hash('s1')))?.notes).toEqual({});
    expect(await one.sessions.note('s2', 'a', '')).toBe(false);
  });

  it('revokes one, and the remembered screen with it', async () => {
    const { one, other } = world();
    await somebody(one, 'ada');
    await one.devices.create({ ...HERE, id: 'd1', hash: hash('d1'), userId: 'ada' });
    await one.sessions.create(aSession('s1', { userId: 'ada', deviceId: 'd1' }));
    expect((await other.sessions.revoke('s1'))?.userId).toBe('ada');
    expect(await one.sessions.read(hash('s1'))).toBeNull();
    expect((await one.devices.use(hash('d1'), hash('d2'), HERE)).kind).toBe('unknown');
    expect(await one.sessions.revoke('s1')).toBeNull();
  });

  it('revokes all of a user but the one that asks, and nobody else’s', async () => {
    const { one } = world();
    await somebody(one, 'ada');
    await somebody(one, 'bob');
    await one.devices.create({ ...HERE, id: 'mine', hash: hash('mine'), userId: 'ada' });
    await one.devices.create({ ...HERE, id: 'lost', hash: hash('lost'), userId: 'ada' });
    await one.families.begin({ id: 'f', userId: 'ada', clientName: 'script', hash: hash('f') });
    await one.sessions.create(aSession('here', { userId: 'ada', deviceId: 'mine' }));
    await one.sessions.create(aSession('there', { userId: 'ada', deviceId: 'lost' }));
    await one.sessions.create(aSession('bobs', { userId: 'bob' }));
    expect(await one.sessions.revokeAllOf('ada', 'here')).toBe(1);
    expect((await one.sessions.list(null, 9, null)).items.map(({ id }) => id).sort()).toEqual([
      'bobs',
      'here'
    ]);
    expect((await one.devices.list('ada')).map(({ id }) => id)).toEqual(['mine']);
    expect(await one.families.list('ada')).toEqual([]);
    expect(await one.sessions.revokeAllOf('ada', null)).toBe(1);
    expect(await one.devices.list('ada')).toEqual([]);
  });

  it('lists those who are signed in, last seen first, page by page', async () => {
    const { one, pass } = world();
    await somebody(one, 'ada');
    await somebody(one, 'bob');
    await one.sessions.create(aSession('nobody'));
    for (const id of ['s1', 's2', 's3', 's4', 's5']) {
      await one.sessions.create(aSession(id, { userId: id === 's3' ? 'bob' : 'ada' }));
      pass(1);
    }
    const first = await one.sessions.list(null, 2, null);
    const second = await one.sessions.list(null, 2, first.next);
    const third = await one.sessions.list(null, 2, second.next);
    expect([first, second, third].map(({ items }) => items.map(({ id }) => id))).toEqual([
      ['s5', 's4'],
      ['s3', 's2'],
      ['s1']
    ]);
    expect(third.next).toBeNull();
    expect((await one.sessions.list('bob', 9, null)).items.map(({ id }) => id)).toEqual(['s3']);
    pass(LIVES.sessionMs);
    expect((await one.sessions.list(null, 9, null)).items).toEqual([]);
  });
}
