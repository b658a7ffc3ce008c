import { HERE, aSession, hash, sealed, somebody } from './world';
import type { StoreWorld } from './world';
import type { RecordName } from '../../../src/gateway/stores/rows';

/** IUserStore and IAccountStore. */
export function describePeople(world: () => StoreWorld): void {
  it('meets the same person once, however many gateways see them first', async () => {
    const { one, other } = world();
    const met = await Promise.all(
      [one, other, one, other].map(({ users }, n) =>
        users.meet({ id: `u${n}`, title: 'Ada', role: 'user', provider: 'plex', issuerId: '42' })
      )
    );
    expect(met.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(met.map(({ user }) => user.id)).size).toBe(1);
    expect((await one.users.list(9, null)).items).toHaveLength(1);
  });

  it('takes a new title over and leaves the role alone', async () => {
    const { one } = world();
    await somebody(one, 'ada', 'admin');
    const again = {
      id: 'x',
      title: 'Lady Ada',
      role: 'user',
      provider: 'plex',
      issuerId: 'plex of ada'
    } as const;
    expect(await one.users.meet(again)).toMatchObject({
      isNew: false,
      user: { id: 'ada', title: 'Lady Ada', role: 'admin' }
    });
  });

  it('links a second issuer, but not somebody else’s', async () => {
    const { one, other } = world();
    await somebody(one, 'ada');
    await somebody(one, 'bob');
    expect(await one.users.link('ada', 'tmdb', '7')).toBe(true);
    expect(await one.users.link('ada', 'tmdb', '7')).toBe(true);
    expect(await one.users.link('bob', 'tmdb', '7')).toBe(false);
    expect(await one.users.link('nobody', 'tmdb', '8')).toBe(false);
    expect((await other.users.byIssuer('tmdb', '7'))?.issuers).toEqual(['plex:plex of ada', 'tmdb:7']);
    expect(await other.users.byIssuer('plex', '7')).toBeNull();
  });

  it('never loses its last admin', async () => {
    const { one, other } = world();
    expect(await one.users.hasAdmin()).toBe(false);
    await somebody(one, 'ada', 'admin');
    await somebody(one, 'bob', 'admin');
    const both = [one.users.setRole('ada', 'user'), other.users.remove('bob')];
    expect((await Promise.all(both)).sort()).toEqual(['done', 'lastAdmin']);
    expect(await one.users.hasAdmin()).toBe(true);
    const [admin] = (await one.users.list(9, null)).items.filter(({ role }) => role === 'admin');
    expect(await one.users.setDisabled(String(admin?.id), true)).toBe('lastAdmin');
    expect(await one.users.setRole('nobody', 'admin')).toBe('unknown');
  });

  it('deletes a person with everything of theirs', async () => {
    const { one } = world();
    await somebody(one, 'root', 'admin');
    await somebody(one, 'ada');
    await one.sessions.create(aSession('s', { userId: 'ada' }));
    await one.devices.create({ ...HERE, id: 'd', hash: hash('d'), userId: 'ada' });
    await one.families.begin({ id: 'f', userId: 'ada', clientName: '', hash: hash('f') });
    await one.accounts.write({ owner: 'ada', name: 'plex.grant', sealed: sealed('x'), expect: 0 });
    expect(await one.users.remove('ada')).toBe('done');
    expect(await one.users.read('ada')).toBeNull();
    expect(await one.users.byIssuer('plex', 'plex of ada')).toBeNull();
    expect(await one.accounts.read('ada', 'plex.grant')).toBeNull();
    expect(await one.sessions.read(hash('s'))).toBeNull();
    expect((await one.devices.use(hash('d'), hash('e'), HERE)).kind).toBe('unknown');
    expect((await one.families.rotate(hash('f'), hash('g'))).kind).toBe('unknown');
    expect(
      (
        await one.users.meet({
          id: 'new',
          title: '',
          role: 'user',
          provider: 'plex',
          issuerId: 'plex of ada'
        })
      ).isNew
    ).toBe(true);
  });

  it('lists people page by page', async () => {
    const { one } = world();
    for (const id of ['c', 'a', 'e', 'b', 'd']) {
      await somebody(one, id);
    }
    const seen: string[] = [];
    for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
      const page: { items: readonly { id: string }[]; next: string | null } = await one.users.list(2, after);
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('writes a grant only over the version that was read', async () => {
    const { one, other } = world();
    const record = { owner: 'ada', name: 'plex.grant' as RecordName };
    expect(await one.accounts.write({ ...record, sealed: sealed('1'), expect: 1 })).toBeNull();
    expect(await one.accounts.write({ ...record, sealed: sealed('1'), expect: 0, dueAt: 5 })).toMatchObject({
      version: 1,
      dueAt: 5
    });
    const both = [one, other].map(({ accounts }, n) =>
      accounts.write({ ...record, sealed: sealed(`2${n}`), expect: 1 })
    );
    const written = await Promise.all(both);
    expect(written.filter((result) => result !== null)).toHaveLength(1);
    expect(await one.accounts.read('ada', 'plex.grant')).toEqual(written.find((result) => result !== null));
    expect(
      await one.accounts.write({ ...record, sealed: sealed('3'), expect: null, dueAt: null })
    ).toMatchObject({ version: 3, dueAt: null });
    expect(await one.accounts.remove('ada', 'plex.grant')).toBe(true);
    expect(await one.accounts.remove('ada', 'plex.grant')).toBe(false);
  });

  it('hands each record that is due to one gateway, and again when its lease has run out', async () => {
    const { one, other, pass, now } = world();
    const owners = Array.from({ length: 10 }, (_, n) => `u${n}`);
    for (const owner of owners) {
      await one.accounts.write({
        owner,
        name: 'plex.grant',
        sealed: sealed(owner),
        expect: 0,
        dueAt: now() + 100
      });
      await one.accounts.write({ owner, name: 'plex.server', sealed: sealed(owner), expect: 0 });
    }
    expect(await one.accounts.claimDue(99, 1000)).toEqual([]);
    pass(100);
    const claimed = (
      await Promise.all([one, other, one, other].map(({ accounts }) => accounts.claimDue(3, 1000)))
    ).flat();
    expect(claimed.map(({ owner }) => owner).sort()).toEqual(owners);
    await one.accounts.postpone('u0', 'plex.grant', null);
    await one.accounts.removeAllOf('u1');
    expect(await one.accounts.postpone('u1', 'plex.grant', 0)).toBe(false);
    pass(1000);
    expect((await other.accounts.claimDue(99, 1000)).map(({ owner }) => owner).sort()).toEqual(
      owners.slice(2)
    );
  });
}
