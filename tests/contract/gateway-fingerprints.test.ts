// promises: B9
/** Which certificate counts where: each server's by itself, over both real stores. */
import { askedBy, overBothStores, problem, type AdminWorld } from '../support/gateway-people';
import { pinFingerprint, pinsIn } from '../../src/gateway/routes/servers/fingerprints';

const HOSTS = ['nas.example:32400', 'attic.example:443', '192.168.1.5:32400'];
const shaOf = (nth: number): string => String(nth).repeat(64);
const FORMER = 'plex.fingerprints';

overBothStores('a pinned certificate', (here) => {
  let at: AdminWorld;
  beforeEach(() => void (at = here()));

  const say = async (host: string, sha256: string | null): Promise<unknown> =>
    pinFingerprint(
      askedBy(await at.signIn('ann'), { body: { address: `https://${host}/web`, sha256 } }),
      at.world
    );
  /** As a gateway reads them that has just started. */
  const pins = async (): Promise<(string | null)[]> => {
    const { pinFor } = pinsIn(at.world.house.stores, () => 0);
    return Promise.all(HOSTS.map((host) => pinFor(host)));
  };

  it('is not lost when another admin pins another server at the same moment', async () => {
    await Promise.all(HOSTS.map((host, nth) => say(host, shaOf(nth))));
    expect(await pins()).toEqual([shaOf(0), shaOf(1), shaOf(2)]);
    await Promise.all([say(HOSTS[0] ?? '', null), say(HOSTS[1] ?? '', shaOf(7))]);
    expect(await pins()).toEqual([null, shaOf(7), shaOf(2)]);
  });

  it('is the same however it was written down', async () => {
    await say(HOSTS[0] ?? '', 'AB:'.repeat(31) + 'AB');
    expect(await pins()).toEqual(['ab'.repeat(32), null, null]);
  });

  it('that was kept in the former way counts until that server’s is changed', async () => {
    const former = { [HOSTS[0] ?? '']: shaOf(1), [HOSTS[2] ?? '']: shaOf(2) };
    await at.world.house.stores.settings.write(FORMER, JSON.stringify(former));
    expect(await pins()).toEqual([shaOf(1), null, shaOf(2)]);
    await say(HOSTS[0] ?? '', null);
    expect(await pins()).toEqual([null, null, shaOf(2)]);
  });

  it('is a whole one, for an address over TLS; else nothing changes', async () => {
    await say(HOSTS[0] ?? '', shaOf(1));
    await expect(say(HOSTS[0] ?? '', ':'.repeat(64))).rejects.toEqual(problem('BAD_REQUEST'));
    const plain = askedBy(await at.signIn('ann'), {
      body: { address: `http://${HOSTS[0]}`, sha256: shaOf(2) }
    });
    await expect(pinFingerprint(plain, at.world)).rejects.toEqual(problem('BAD_REQUEST'));
    expect(await pins()).toEqual([shaOf(1), null, null]);
  });

  it('is heard of by a gateway that knew another within seconds, and at once after trouble with the store', async () => {
    let now = 0;
    const { settings } = at.world.house.stores;
    let isDown = true;
    const read = (name: string): Promise<string | null> =>
      isDown ? Promise.reject(new Error('down')) : settings.read(name);
    const { pinFor } = pinsIn({ settings: { ...settings, read } }, () => now);
    const [host = ''] = HOSTS;
    await say(host, shaOf(1));
    await expect(pinFor(host)).rejects.toThrow('down');
    isDown = false;
    expect(await pinFor(host)).toBe(shaOf(1));
    await say(host, shaOf(2));
    expect(await pinFor(host)).toBe(shaOf(1));
    now += 6000;
    expect(await pinFor(host)).toBe(shaOf(2));
  });
});
