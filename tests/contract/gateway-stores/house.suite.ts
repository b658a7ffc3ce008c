import fc from 'fast-check';
import { HERE, LIVES, aSession, hash, sealed, somebody } from './world';
import type { StoreWorld } from './world';
import type { AuditEntry, Page } from '../../../src/gateway/stores/rows';

const RULE = { key: 'who', limit: 5, windowMs: 900_000 };

function entry(at: number, parts: Partial<AuditEntry> = {}): AuditEntry {
  return {
    ...HERE,
    at,
    event: 'signIn',
    outcome: 'ok',
    userId: null,
    sessionId: null,
    unusual: false,
    detail: '',
    ...parts
  };
}

async function everything<T>(page: (after: string | null) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let after: string | null = null;
  do {
    const next: Page<T> = await page(after);
    all.push(...next.items);
    after = next.next;
  } while (after !== null);
  return all;
}

/** ILimitStore. */
export function describeLimits(world: () => StoreWorld): void {
  it('allows so many and no more, over all gateways', async () => {
    const { one, other } = world();
    const hits = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 ? one : other).limits.hit([RULE]))
    );
    expect(hits.filter(({ allowed }) => allowed)).toHaveLength(5);
    const { allowed, tightest } = await one.limits.peek([RULE]);
    expect(allowed).toBe(false);
    expect(tightest).toMatchObject({ key: 'who', limit: 5, remaining: 0 });
    expect(tightest.resetMs).toBeGreaterThan(0);
    expect(tightest.resetMs).toBeLessThanOrEqual(RULE.windowMs * (1 + 1 / 8));
  });

  it('counts in none when one of several refuses, and says which', async () => {
    const { one } = world();
    const [mine, all] = [
      { ...RULE, key: 'mine', limit: 9 },
      { ...RULE, key: 'all', limit: 2 }
    ];
    const answers = [
      await one.limits.hit([mine, all]),
      await one.limits.hit([mine, all]),
      await one.limits.hit([mine, all])
    ];
    expect(answers.map(({ allowed }) => allowed)).toEqual([true, true, false]);
    expect(answers.map(({ tightest }) => [tightest.key, tightest.remaining])).toEqual([
      ['all', 1],
      ['all', 0],
      ['all', 0]
    ]);
    expect((await one.limits.peek([mine])).tightest.remaining).toBe(7);
    await one.limits.forget(['all', 'mine']);
    expect((await one.limits.peek([mine, all])).tightest).toEqual({
      key: 'all',
      limit: 2,
      remaining: 2,
      resetMs: 0
    });
  });

  it('takes a step that costs more than one whole or not at all', async () => {
    const { one } = world();
    const answers = [
      await one.limits.hit([{ ...RULE, cost: 3 }]),
      await one.limits.hit([{ ...RULE, cost: 3 }]),
      await one.limits.hit([{ ...RULE, cost: 2 }])
    ];
    expect(answers.map(({ allowed, tightest }) => [allowed, tightest.remaining])).toEqual([
      [true, 2],
      [false, 2],
      [true, 0]
    ]);
  });

  it('lets one more through when it said it would', async () => {
    const { one, pass } = world();
    for (let n = 0; n < 5; n += 1) {
      await one.limits.hit([RULE]);
      pass(Math.floor(RULE.windowMs / 7));
    }
    const { tightest } = await one.limits.hit([RULE]);
    pass(tightest.resetMs - 1);
    expect((await one.limits.hit([RULE])).allowed).toBe(false);
    pass(1);
    expect((await one.limits.hit([RULE])).allowed).toBe(true);
  });

  it('never allows more than the limit in any window, whenever they come', async () => {
    const { one, pass, now } = world();
    const runs = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 10, maxLength: 40 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(runs, async (pauses) => {
        const rule = { key: `run ${(run += 1)}`, limit: 4, windowMs: 1000 };
        const allowed: number[] = [];
        for (const pause of pauses) {
          pass(pause);
          if ((await one.limits.hit([rule])).allowed) {
            allowed.push(now());
          }
        }
        allowed.forEach((at, n) =>
          expect((allowed[n + rule.limit] ?? Infinity) - at).toBeGreaterThanOrEqual(rule.windowMs)
        );
        expect(allowed.length).toBeGreaterThan(0);
      }),
      { numRuns: 20 }
    );
  });
}

/** IAuditStore, ISetupStore and ISettingsStore. */
export function describeHouse(world: () => StoreWorld): void {
  it('pages the audit log from the newest on, of all or of one', async () => {
    const { one, other, now } = world();
    for (let n = 0; n < 9; n += 1) {
      await (n % 2 ? one : other).audit.append(
        entry(now(), { detail: `${n}`, userId: n % 3 === 0 ? 'ada' : null })
      );
    }
    const all = await everything((after) => one.audit.page(4, after));
    expect(all.map(({ detail }) => detail)).toEqual(['8', '7', '6', '5', '4', '3', '2', '1', '0']);
    expect(all[8]).toEqual(entry(now(), { detail: '0', userId: 'ada' }));
    const hers = await everything((after) => one.audit.page(2, after, 'ada'));
    expect(hers.map(({ detail }) => detail)).toEqual(['6', '3', '0']);
  });

  it('keeps the log for its time, and never more than its share', async () => {
    const { one, pass, now } = world();
    await one.audit.append(entry(now(), { detail: 'old' }));
    pass(LIVES.auditMs + 1);
    expect(await everything((after) => one.audit.page(9, after))).toEqual([]);
    for (let n = 0; n < LIVES.auditEntries + 5; n += 1) {
      await one.audit.append(entry(now(), { detail: `${n}` }));
    }
    await one.sweep();
    const kept = await everything((after) => one.audit.page(9, after));
    expect(kept).toHaveLength(LIVES.auditEntries);
    expect(kept[0]?.detail).toBe(`${LIVES.auditEntries + 4}`);
  });

  it('knows the addresses of a user', async () => {
    const { one, other, pass } = world();
    expect(await one.audit.isNewAddress('ada', '::1')).toBe(true);
    expect(await other.audit.isNewAddress('ada', '::1')).toBe(false);
    expect(await one.audit.isNewAddress('bob', '::1')).toBe(true);
    for (let n = 0; n < 60; n += 1) {
      pass(1);
      await one.audit.isNewAddress('ada', `10.0.0.${n}`);
    }
    expect(await one.audit.isNewAddress('ada', '::1')).toBe(true);
    pass(LIVES.auditMs + 1);
    expect(await one.audit.isNewAddress('ada', '10.0.0.59')).toBe(true);
  });

  it('lets one session claim the set-up, and closes it for good', async () => {
    const { one, other } = world();
    expect(await one.setup.isOpen()).toBe(false);
    expect(await one.setup.offer(hash('code'))).toBe(true);
    expect(await other.setup.isOpen()).toBe(true);
    const claims = await Promise.all([one, other].map(({ setup }, n) => setup.claim(hash('code'), `s${n}`)));
    expect(claims.map(({ kind }) => kind).sort()).toEqual(['claimed', 'closed']);
    const [winner, loser] = claims[0]?.kind === 'claimed' ? ['s0', 's1'] : ['s1', 's0'];
    expect(await other.setup.claim(hash('code'), String(winner))).toEqual({ kind: 'claimed' });
    expect(await one.setup.finish(String(loser))).toBe(false);
    expect(await one.setup.finish(String(winner))).toBe(true);
    expect(await one.setup.finish(String(winner))).toBe(false);
    expect(await one.setup.isOpen()).toBe(false);
    expect(await one.setup.offer(hash('again'))).toBe(false);
    expect(await one.setup.claim(hash('again'), 's9')).toEqual({ kind: 'closed' });
  });

  it('locks the set-up after five wrong tries, also for the right code, and not for ever', async () => {
    const { one, other, pass } = world();
    await one.setup.offer(hash('code'));
    const tries = [];
    for (let n = 0; n < LIVES.setupTries; n += 1) {
      tries.push(await (n % 2 ? one : other).setup.claim(hash(`guess ${n}`), 's'));
    }
    expect(tries).toEqual([4, 3, 2, 1, 0].map((triesLeft) => ({ kind: 'wrong', triesLeft })));
    expect(await one.setup.claim(hash('code'), 's')).toEqual({
      kind: 'locked',
      retryAfterMs: LIVES.setupLockMs
    });
    await one.setup.offer(hash('code'));
    pass(LIVES.setupLockMs - 1);
    expect((await one.setup.claim(hash('code'), 's')).kind).toBe('locked');
    pass(1);
    expect(await one.setup.claim(hash('guess'), 's')).toEqual({
      kind: 'wrong',
      triesLeft: LIVES.setupTries - 1
    });
    expect(await one.setup.claim(hash('code'), 's')).toEqual({ kind: 'claimed' });
  });

  it('forgets a claim without a finish at the next start', async () => {
    const { one } = world();
    await one.setup.offer(hash('code'));
    await one.setup.claim(hash('code'), 'died');
    expect(await one.setup.offer(hash('next'))).toBe(true);
    expect((await one.setup.claim(hash('code'), 's')).kind).toBe('wrong');
    expect(await one.setup.claim(hash('next'), 's')).toEqual({ kind: 'claimed' });
  });

  it('agrees on one value of a setting, whoever was first', async () => {
    const { one, other } = world();
    const values = await Promise.all(
      [one, other, one].map(({ settings }, n) => settings.writeIfAbsent('id', `${n}`))
    );
    expect(new Set(values).size).toBe(1);
    expect(await one.settings.read('id')).toBe(values[0]);
    await one.settings.write('id', 'x');
    expect(await other.settings.read('id')).toBe('x');
    await one.settings.remove('id');
    expect(await other.settings.read('id')).toBeNull();
  });

  it("counts a screen's sealed notes among the envelopes, and changes one only while it is what was read", async () => {
    const { one, other } = world();
    await somebody(one, 'ada');
    await one.sessions.create(aSession('s', { userId: 'ada' }));
    await one.sessions.note('s', 'plex.profile', sealed('was'));
    await one.sessions.note('s', 'adminUntil', '17');
    const items = await everything((after) => other.sealed.page(10, after));
    const [row, ...others] = items.filter(({ owner }) => owner === 's');
    expect([row?.purpose, row?.sealed, others]).toEqual(['note.plex.profile', sealed('was'), []]);
    expect(await other.sealed.replace(row?.ref ?? '', sealed('else'), sealed('now'))).toBe(false);
    expect(await other.sealed.replace(row?.ref ?? '', sealed('was'), sealed('now'))).toBe(true);
    expect((await one.sessions.read(hash('s')))?.notes).toEqual({
      'plex.profile': sealed('now'),
      adminUntil: '17'
    });
  });

  it('sweeps what has ended and nothing else', async () => {
    const { one, pass, now } = world();
    await somebody(one, 'ada');
    await one.sessions.create(aSession('over'));
    await one.pins.open({ id: 'p', sessionId: 'over', provider: 'plex', expiresAt: now() + 1000 }, false);
    await one.devices.create({ ...HERE, id: 'd', hash: hash('d'), userId: 'ada' });
    await one.families.begin({ id: 'f', userId: 'ada', clientName: '', hash: hash('f') });
    pass(LIVES.deviceMs + 1);
    await one.sessions.create(aSession('new', { userId: 'ada' }));
    await one.accounts.write({ owner: 'ada', name: 'plex.grant', sealed: sealed('x'), expect: 0 });
    await one.sweep();
    expect(await one.sweep()).toBe(0);
    expect((await one.sessions.read(hash('new')))?.id).toBe('new');
    expect(await one.accounts.read('ada', 'plex.grant')).not.toBeNull();
    expect(await one.users.read('ada')).not.toBeNull();
    await one.ping();
  });
}
