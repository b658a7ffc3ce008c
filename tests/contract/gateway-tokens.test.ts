// promises: M3 B12
/** Tokens for scripts and the hand-over, over both real stores: what counts, what is refused, what ends what. */
import { createHmac } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import {
  adminWorld,
  askedBy,
  clientOf,
  overBothStores,
  problem,
  type AdminWorld
} from '../support/gateway-people';
import { readBearer } from '../../src/gateway/tokens/bearer';
import { STANDING_MS } from '../../src/gateway/tokens/standing';
import { tokenKeyOf } from '../../src/gateway/tokens/token-key';
import { exchange, handOver, HAND_OVER_MS } from '../../src/gateway/routes/tokens/hand-over';
import { issueToken, refreshToken, revokeToken } from '../../src/gateway/routes/tokens/tokens';
import type { TokenPair } from '../../src/gateway/routes/tokens/pairs';

overBothStores('tokens', (here) => {
  let at: AdminWorld;
  beforeEach(() => void (at = here()));

  async function pair(user = 'ann'): Promise<TokenPair> {
    const asked = askedBy(await at.signIn(user), { body: { clientName: 'a script' } });
    return (await issueToken(asked, at.world)).body as TokenPair;
  }
  const refresh = async (token: string): Promise<TokenPair> =>
    (await refreshToken(askedBy(null, { body: { refreshToken: token } }), at.world)).body as TokenPair;
  const events = async (): Promise<string[]> =>
    (await at.world.house.stores.audit.page(50, null)).items.map(({ event }) => event);

  it('stands for its user for an hour, and not a minute longer', async () => {
    const { accessToken } = await pair();
    expect(await readBearer(at.world, accessToken)).toMatchObject({ userId: 'ann', role: 'user' });
    at.pass(3_590_000);
    expect(await readBearer(at.world, accessToken)).not.toBeNull();
    at.pass(60_000);
    expect(await readBearer(at.world, accessToken)).toBeNull();
  });

  it('is not fooled by another algorithm, key, audience, issuer, type or key id', async () => {
    const caller = clientOf(await readBearer(at.world, (await pair()).accessToken));
    const key = await tokenKeyOf(at.world.house);
    const now = Math.floor(at.now() / 1000);
    const claims = { fam: caller.familyId, sub: 'ann', iss: 'couchkey', aud: 'couchkey-api' };
    const times = { iat: now, exp: now + 60 };
    const header = { alg: 'HS256', typ: 'at+jwt', kid: key.id };
    const signed = (more: object, head: object = {}, bytes = key.bytes): Promise<string> =>
      new SignJWT({ ...claims, ...times, ...more }).setProtectedHeader({ ...header, ...head }).sign(bytes);
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = `${part({ ...header, alg: 'RS256' })}.${part({ ...claims, ...times })}`;
    const mac = createHmac('sha256', key.bytes).update(forged).digest('base64url');
    expect(await readBearer(at.world, await signed({}))).not.toBeNull();
    const tricks = [
      new UnsecuredJWT({ ...claims, ...times }).encode(),
      `${forged}.${mac}`,
      await signed({}, { alg: 'HS512' }),
      await signed({}, { kid: '../../../dev/null' }),
      await signed({}, { kid: '' }),
      await signed({}, { typ: 'JWT' }),
      await signed({ aud: 'another' }),
      await signed({ iss: 'another' }),
      await signed({ exp: now - 60 }),
      await signed({ fam: 7 }),
      await signed({ fam: 'api.none' }),
      await signed({ sub: 'bob' }),
      await signed({}, {}, new Uint8Array(32)),
      'a.b.c',
      ''
    ];
    for (const trick of tricks) {
      expect([trick, await readBearer(at.world, trick)]).toEqual([trick, null]);
    }
  });

  it("does not count at another group's gateway, and its key is kept sealed", async () => {
    const other = await adminWorld();
    const { accessToken } = await pair();
    expect(await readBearer(other.world, accessToken)).toBeNull();
    const kept = await at.world.house.stores.settings.read('tokens.key');
    expect(kept).toMatch(/^ck1\./);
    await other.stop();
  });

  it('refreshes once; a second showing ends the family, its access tokens too, and is written down as unusual', async () => {
    const first = await pair();
    const second = await refresh(first.refreshToken);
    expect(await readBearer(at.world, second.accessToken)).not.toBeNull();
    await expect(refresh(first.refreshToken)).rejects.toEqual(problem('REFRESH_REUSED'));
    expect(await readBearer(at.world, second.accessToken)).toBeNull();
    await expect(refresh(second.refreshToken)).rejects.toEqual(problem('ACCESS_TOKEN_INVALID'));
    expect((await at.world.house.stores.audit.page(1, null)).items[0]).toMatchObject({
      event: 'refreshReused',
      userId: 'ann',
      unusual: true
    });
    expect(at.metered()).toEqual([
      'refresh ok',
      'refresh reused',
      'unusual refreshReused',
      'refresh unknown'
    ]);
  });

  it('ends at once where it was revoked, and at other gateways within the bound', async () => {
    const { accessToken, refreshToken: token } = await pair();
    const { familyId } = clientOf(await readBearer(at.world, accessToken));
    await at.world.house.stores.families.revoke({ id: familyId });
    at.pass(STANDING_MS);
    expect(await readBearer(at.world, accessToken)).toBeNull();
    const another = await pair();
    expect(await readBearer(at.world, another.accessToken)).not.toBeNull();
    await revokeToken(askedBy(null, { body: { refreshToken: another.refreshToken } }), at.world);
    expect(await readBearer(at.world, another.accessToken)).toBeNull();
    await expect(refresh(token)).rejects.toEqual(problem('ACCESS_TOKEN_INVALID'));
  });

  it('wants the admin PIN before it makes a token that administrates', async () => {
    await at.makeAdmin('ann');
    await expect(pair()).rejects.toEqual(problem('ADMIN_PIN_NEEDED'));
    const asked = askedBy(await at.signIn('ann', true), { body: { clientName: 'a script' } });
    const { accessToken } = (await issueToken(asked, at.world)).body as TokenPair;
    expect(await readBearer(at.world, accessToken)).toMatchObject({ role: 'admin' });
    expect(await events()).toContain('tokenIssued');
  });

  it('makes no tokens for whoever has only a token', async () => {
    const caller = clientOf(await readBearer(at.world, (await pair()).accessToken));
    const asked = askedBy(caller, { body: { clientName: 'x' } });
    await expect(issueToken(asked, at.world)).rejects.toEqual(problem('NO_SESSION'));
    await expect(handOver(askedBy(caller), at.world)).rejects.toEqual(problem('NO_SESSION'));
  });

  describe('a hand-over', () => {
    type Handed = { readonly code: string; readonly url: string };
    const begin = async (): Promise<Handed> =>
      (await handOver(askedBy(await at.signIn('ann')), at.world)).body as Handed;
    const bring = async (code: string): Promise<TokenPair & { user: object }> =>
      (await exchange(askedBy(null, { body: { code } }), at.world)).body as TokenPair & { user: object };

    it('leads to the one target, with a code that is no token', async () => {
      const { code, url } = await begin();
      expect(url).toBe(`https://target.example/in?a=1&couchkey_code=${code}`);
      await expect(refresh(code)).rejects.toEqual(problem('ACCESS_TOKEN_INVALID'));
      expect(await readBearer(at.world, code)).toBeNull();
    });

    it('tells the target who it is, once; a second showing ends what came of it', async () => {
      const { code } = await begin();
      const handed = await bring(code);
      expect(handed.user).toEqual({ id: 'ann', title: 'ann' });
      expect(await readBearer(at.world, handed.accessToken)).toMatchObject({ userId: 'ann' });
      await expect(bring(code)).rejects.toEqual(problem('HAND_OVER_UNKNOWN'));
      expect(await readBearer(at.world, handed.accessToken)).toBeNull();
    });

    it('counts for a minute', async () => {
      const { code } = await begin();
      at.pass(HAND_OVER_MS + 1);
      await expect(bring(code)).rejects.toEqual(problem('HAND_OVER_UNKNOWN'));
      await expect(bring(code)).rejects.toEqual(problem('HAND_OVER_UNKNOWN'));
      await begin();
      at.pass(HAND_OVER_MS + 1);
      await begin();
      expect(await at.world.house.stores.families.list('ann')).toHaveLength(1);
    });

    it('never lets the target administrate, also not after a refresh', async () => {
      await at.makeAdmin('ann');
      const handed = await bring((await begin()).code);
      const later = await refresh(handed.refreshToken);
      expect(await readBearer(at.world, later.accessToken)).toMatchObject({ role: 'user' });
    });
  });
});
