import { seal } from '../../../src/gateway/secrets/envelope';
import { BONDS } from '../../../src/gateway/secrets/bonds';
import { newKey, ringOf } from '../../../src/gateway/secrets/key-ring';
import { countOldEnvelopes, rotateAll } from '../../../src/gateway/secrets/rotate-key';
import { hashToken, newToken } from '../../../src/gateway/secrets/tokens';
import { unseal } from '../../../src/gateway/secrets/envelope';
import type { Sealed } from '../../../src/gateway/stores/rows';
import type { IStores } from '../../../src/gateway/stores/ports';
import { HERE, aSession, hash, somebody } from './world';
import type { Garbled, StoreWorld } from './world';

const PLEX_TOKEN = 'PLANTEDplexTOKEN1234';

/** What lies on the disk, key rotation, and rows that were torn. */
export function describeSecrecy(world: () => StoreWorld): void {
  const ring = ringOf(newKey());

  const fill = async (stores: IStores, now: number): Promise<readonly string[]> => {
    const cookies = [newToken(), newToken(), newToken()] as const;
    await somebody(stores, 'ada');
    await stores.sessions.create(aSession('s', { hash: hashToken(cookies[0]), userId: 'ada' }));
    await stores.devices.create({ ...HERE, id: 'd', hash: hashToken(cookies[1]), userId: 'ada' });
    await stores.families.begin({ id: 'f', userId: 'ada', clientName: '', hash: hashToken(cookies[2]) });
    const grant = seal(ring, BONDS.account('ada', 'plex.grant'), PLEX_TOKEN);
    await stores.accounts.write({ owner: 'ada', name: 'plex.grant', sealed: grant, expect: 0 });
    await stores.pins.open({ id: 'p', sessionId: 's', provider: 'plex', expiresAt: now + 60000 }, false);
    const [claim] = await stores.pins.claimQueued(1, 1000, 1);
    if (claim !== undefined) {
      const upstream = seal(ring, BONDS.pinUpstream('s'), PLEX_TOKEN);
      await stores.pins.admit(claim, { upstream, expiresAt: now + 60000, pollAt: now });
      await stores.pins.settle(claim, {
        kind: 'granted',
        grant: seal(ring, BONDS.pinGrant('s'), PLEX_TOKEN)
      });
    }
    await stores.settings.write('signing', seal(ring, BONDS.setting('signing'), PLEX_TOKEN));
    await stores.settings.write('plain', 'not secret');
    return [...cookies, PLEX_TOKEN];
  };

  it('leaves no cookie and no token readable in its files', async () => {
    const { one, now, bytes } = world();
    const secrets = await fill(one, now());
    const onDisk = await bytes();
    expect(onDisk.includes('Lobby')).toBe(true);
    secrets.forEach((secret) => {
      expect(onDisk.includes(secret)).toBe(false);
      expect(onDisk.includes(Buffer.from(secret).toString('base64url'))).toBe(false);
      expect(onDisk.includes(Buffer.from(secret).toString('hex'))).toBe(false);
    });
  });

  it('changes the key of every envelope while it serves, and loses no write that falls in between', async () => {
    const { one, other, now } = world();
    await fill(one, now());
    for (let n = 0; n < 250; n += 1) {
      const sealed = seal(ring, BONDS.account(`u${n}`, 'plex.grant'), `grant ${n}`);
      await one.accounts.write({ owner: `u${n}`, name: 'plex.grant', sealed, expect: 0 });
    }
    const next = ringOf(newKey(), [ring.active]);
    const rotating = rotateAll(other.sealed, () => next);
    for (let n = 0; n < 250; n += 25) {
      const sealed = seal(ring, BONDS.account(`u${n}`, 'plex.grant'), `newer ${n}`);
      await one.accounts.write({ owner: `u${n}`, name: 'plex.grant', sealed, expect: null });
    }
    expect((await rotating).unreadable).toEqual([]);
    await rotateAll(other.sealed, () => next);
    expect(await countOldEnvelopes(one.sealed, next.active.id)).toBe(0);
    const alone = ringOf(next.active);
    for (let n = 0; n < 250; n += 1) {
      const { sealed } = (await one.accounts.read(`u${n}`, 'plex.grant')) as { sealed: Sealed };
      expect(unseal(alone, BONDS.account(`u${n}`, 'plex.grant'), sealed)).toBe(
        `${n % 25 === 0 ? 'newer' : 'grant'} ${n}`
      );
    }
    const pin = (await one.pins.look('p', 's'))?.pin;
    expect(unseal(alone, BONDS.pinGrant('s'), pin?.grant as Sealed)).toBe(PLEX_TOKEN);
    expect(unseal(alone, BONDS.pinUpstream('s'), pin?.upstream as Sealed)).toBe(PLEX_TOKEN);
    expect(await one.settings.read('plain')).toBe('not secret');
  });

  it('goes on changing keys past an envelope that nobody can open', async () => {
    const { one } = world();
    const lost = ringOf(newKey());
    await one.accounts.write({
      owner: 'a',
      name: 'plex.grant',
      sealed: seal(lost, BONDS.account('a', 'plex.grant'), 'x'),
      expect: 0
    });
    await one.accounts.write({
      owner: 'b',
      name: 'plex.grant',
      sealed: seal(ring, BONDS.account('b', 'plex.grant'), 'x'),
      expect: 0
    });
    const next = ringOf(newKey(), [ring.active]);
    expect(await rotateAll(one.sealed, () => next)).toMatchObject({
      changed: 1,
      unreadable: [expect.any(String)]
    });
  });

  const reads: { readonly [kind in Garbled]: readonly [string, (stores: IStores) => Promise<unknown>] } = {
    session: ['s', ({ sessions }) => sessions.read(hash('s'))],
    device: ['d', ({ devices }) => devices.use(hash('d'), hash('e'), HERE)],
    family: ['f', ({ families }) => families.rotate(hash('f'), hash('g'))],
    user: ['ada', ({ users }) => users.read('ada')],
    account: ['ada', ({ accounts }) => accounts.read('ada', 'plex.grant')],
    pin: ['p', ({ pins }) => pins.look('p', 's')],
    limit: ['l', ({ limits }) => limits.hit([{ key: 'l', limit: 9, windowMs: 1000 }])],
    audit: ['signIn', ({ audit }) => audit.page(9, null)]
  };

  it.each(Object.keys(reads) as Garbled[])('says so when a %s is torn, and goes on', async (kind) => {
    const { one, now, garble } = world();
    await somebody(one, 'ada');
    await somebody(one, 'bob');
    await one.sessions.create(aSession('s', { userId: 'bob' }));
    await one.devices.create({ ...HERE, id: 'd', hash: hash('d'), userId: 'bob' });
    await one.families.begin({ id: 'f', userId: 'bob', clientName: '', hash: hash('f') });
    await one.accounts.write({
      owner: 'ada',
      name: 'plex.grant',
      sealed: seal(ring, BONDS.account('ada', 'plex.grant'), 'x'),
      expect: 0
    });
    await one.pins.open({ id: 'p', sessionId: 's', provider: 'plex', expiresAt: now() + 60000 }, false);
    await one.limits.hit([{ key: 'l', limit: 9, windowMs: 1000 }]);
    await one.audit.append({
      ...HERE,
      at: now(),
      event: 'signIn',
      outcome: 'ok',
      userId: null,
      sessionId: null,
      unusual: false,
      detail: ''
    });
    const [name, read] = reads[kind];
    await garble(kind, name);
    await expect(read(one)).rejects.toMatchObject({ kind: 'storeFailure', code: 'rowUnreadable' });
    expect((await one.users.byIssuer('plex', 'plex of bob'))?.id).toBe('bob');
    await one.sessions.create(aSession('another'));
    expect((await one.sessions.read(hash('another')))?.id).toBe('another');
  });
}
