import { HERE, LIVES, aSession, hash, somebody } from './world';
import type { StoreWorld } from './world';
import type { IStores } from '../../../src/gateway/stores/ports';
import type { DeviceUse } from '../../../src/gateway/stores/rows';

/** IDeviceStore. */
export function describeDevices(world: () => StoreWorld): void {
  const use = ({ devices }: IStores, token: string, next: string): Promise<DeviceUse> =>
    devices.use(hash(token), hash(next), HERE);
  const aDevice = async (stores: IStores): Promise<void> => {
    await somebody(stores, 'ada');
    await stores.devices.create({ ...HERE, id: 'd', hash: hash('1'), userId: 'ada' });
  };

  it('changes the cookie at each use, and ninety days count from then', async () => {
    const { one, other, pass, now } = world();
    await aDevice(one);
    for (const [n, stores] of [one, other, one].entries()) {
      pass(LIVES.deviceMs - 1);
      const used = await stores.devices.use(hash(`${n + 1}`), hash(`${n + 2}`), {
        ...HERE,
        screenName: `bar ${n}`
      });
      expect(used).toMatchObject({ kind: 'renewed', device: { screenName: `bar ${n}`, lastUsedAt: now() } });
    }
    pass(LIVES.deviceMs);
    expect(await use(one, '4', '5')).toEqual({ kind: 'unknown' });
    expect(await one.devices.list('ada')).toEqual([]);
  });

  it('lets two tabs that wake together both in, with one new cookie', async () => {
    const { one, other } = world();
    await aDevice(one);
    const used = await Promise.all([use(one, '1', '2a'), use(other, '1', '2b'), use(one, '1', '2c')]);
    expect(used.map(({ kind }) => kind).sort()).toEqual(['renewed', 'shared', 'shared']);
    const winner = ['2a', '2b', '2c'][used.findIndex(({ kind }) => kind === 'renewed')] as string;
    expect((await use(other, winner, '3')).kind).toBe('renewed');
  });

  it('survives that the reply with the new cookie was lost', async () => {
    const { one, pass } = world();
    await aDevice(one);
    await use(one, '1', '2');
    pass(LIVES.deviceGraceMs);
    expect((await use(one, '1', '3')).kind).toBe('renewed');
    expect((await use(one, '3', '4')).kind).toBe('renewed');
  });

  it('revokes the screen and its sessions when a copy of an old cookie turns up', async () => {
    const { one, other } = world();
    await aDevice(one);
    await one.sessions.create(aSession('s', { userId: 'ada', deviceId: 'd' }));
    await use(one, '1', '2');
    await use(one, '2', '3');
    expect(await use(other, '1', 'thief')).toMatchObject({
      kind: 'replayed',
      device: { id: 'd', userId: 'ada' }
    });
    expect(await use(other, '1', 'thief')).toEqual({ kind: 'unknown' });
    expect(await use(one, '3', '4')).toEqual({ kind: 'unknown' });
    expect(await one.sessions.read(hash('s'))).toBeNull();
    expect(await one.devices.list('ada')).toEqual([]);
  });

  it('notices also the cookie that was given away for one that never arrived', async () => {
    const { one, pass } = world();
    await aDevice(one);
    await use(one, '1', '2');
    pass(LIVES.deviceGraceMs);
    await use(one, '1', '3');
    expect((await use(one, '2', 'thief')).kind).toBe('replayed');
  });

  it('knows nobody who is disabled, and revokes', async () => {
    const { one } = world();
    await somebody(one, 'root', 'admin');
    await aDevice(one);
    expect(await one.devices.revoke('d')).toBe(true);
    expect(await one.devices.revoke('d')).toBe(false);
    expect((await use(one, '1', '2')).kind).toBe('unknown');
    await one.devices.create({ ...HERE, id: 'e', hash: hash('e'), userId: 'ada' });
    await one.users.setDisabled('ada', true);
    expect((await use(one, 'e', 'e2')).kind).toBe('unknown');
  });
}
