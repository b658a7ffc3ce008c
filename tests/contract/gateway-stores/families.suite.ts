import { LIVES, hash, somebody } from './world';
import type { StoreWorld } from './world';
import type { IStores } from '../../../src/gateway/stores/ports';
import type { Rotation } from '../../../src/gateway/stores/rows';

/** ITokenFamilyStore. */
export function describeFamilies(world: () => StoreWorld): void {
  const rotate = ({ families }: IStores, token: string, next: string): Promise<Rotation> =>
    families.rotate(hash(token), hash(next));
  const aFamily = async (stores: IStores): Promise<void> => {
    await somebody(stores, 'ada');
    await stores.families.begin({ id: 'f', userId: 'ada', clientName: 'script', hash: hash('1') });
  };

  it('spends a token for the next one, for as long as it is used', async () => {
    const { one, other, pass } = world();
    await aFamily(one);
    for (const [n, stores] of [one, other, one].entries()) {
      pass(LIVES.refreshMs - 1);
      expect(await rotate(stores, `${n + 1}`, `${n + 2}`)).toMatchObject({
        kind: 'rotated',
        family: { userId: 'ada' }
      });
    }
    pass(LIVES.refreshMs);
    expect(await rotate(one, '4', '5')).toEqual({ kind: 'unknown' });
  });

  it('ends the family exactly once when a spent token comes back', async () => {
    const { one, other } = world();
    await aFamily(one);
    await rotate(one, '1', '2');
    await rotate(one, '2', '3');
    const reuses = await Promise.all([one, other, one, other].map((stores) => rotate(stores, '1', 'thief')));
    expect(reuses.map(({ kind }) => kind).sort()).toEqual(['reused', 'unknown', 'unknown', 'unknown']);
    expect(await rotate(one, '3', '4')).toEqual({ kind: 'unknown' });
    expect(await one.families.list('ada')).toEqual([]);
  });

  it('lets nobody through who presents one token at the same moment as others: one wins, and then all are out', async () => {
    const { one, other } = world();
    await aFamily(one);
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, n) => rotate(n % 2 === 0 ? one : other, '1', `next ${n}`))
    );
    const kinds = all.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'rotated')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'reused')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'unknown')).toHaveLength(10);
    const winner = kinds.indexOf('rotated');
    expect(await rotate(one, `next ${winner}`, 'later')).toEqual({ kind: 'unknown' });
  });

  it('revokes by any of its tokens or by its id', async () => {
    const { one } = world();
    await aFamily(one);
    await rotate(one, '1', '2');
    expect(await one.families.revoke({ hash: hash('1') })).toBe(true);
    expect(await one.families.revoke({ hash: hash('2') })).toBe(false);
    await one.families.begin({ id: 'g', userId: 'ada', clientName: 'tv', hash: hash('g') });
    expect((await one.families.list('ada')).map(({ clientName }) => clientName)).toEqual(['tv']);
    expect(await one.families.revoke({ id: 'g' })).toBe(true);
    expect(await one.families.revoke({ id: 'g' })).toBe(false);
    expect(await rotate(one, 'g', 'h')).toEqual({ kind: 'unknown' });
  });
}
