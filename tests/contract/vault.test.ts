// promises: P6
import { everySet, pocketSet } from '../support/vaults';

const NAMES = ['plex.signIn', 'settings', 'clientId'];
const AWKWARD = ['{}', '"', 'null', '\u0000', 'Wohnzimmer 📺', '\ud800', 'x'.repeat(20000)];

describe.each([...everySet(), pocketSet()].map((set) => [set.name, set] as const))(
  'the vault of %s',
  (_name, set) => {
    it('knows nothing of what nobody wrote', async () => {
      expect(await set.start().read('tmdb.signIn')).toBeNull();
    });

    it.each(NAMES)('gives back %s as it was written', async (name) => {
      const vault = set.start();
      for (const text of AWKWARD) {
        await vault.write(name, text);
        expect(await vault.read(name)).toBe(text);
      }
    });

    it('remembers the last of many writes over a restart, if it can remember at all', async () => {
      const before = set.start();
      await Promise.all([1, 2, 3, 4, 5].map((n) => before.write('plex.signIn', `T${n}`)));
      expect(await set.start().read('plex.signIn')).toBe(set.remembers ? 'T5' : null);
    });

    it('keeps the order of calls that nobody waited for', async () => {
      const vault = set.start();
      const calls = [
        vault.write('server', 'one'),
        vault.read('server'),
        vault.remove('server'),
        vault.read('server')
      ];
      expect((await Promise.all(calls)).filter((_each, at) => at % 2 === 1)).toEqual(['one', null]);
    });

    it('removes one record and leaves the others', async () => {
      const vault = set.start();
      await vault.write('plex.signIn', 'T');
      await vault.write('server', 'S');
      await vault.remove('server');
      expect([await vault.read('server'), await vault.read('plex.signIn')]).toEqual([null, 'T']);
    });

    it('forgets the account at a sign-out, and keeps taste and name', async () => {
      const vault = set.start();
      await Promise.all(
        [...NAMES, 'server', 'pendingCode', 'nobody.listed.this'].map((name) => vault.write(name, name))
      );
      await vault.wipe('account');
      const left = await Promise.all(
        [...NAMES, 'server', 'pendingCode', 'nobody.listed.this'].map((name) => vault.read(name))
      );
      expect(left).toEqual([null, 'settings', 'clientId', null, null, null]);
    });

    it('forgets everything at a reset', async () => {
      const vault = set.start();
      await Promise.all(NAMES.map((name) => vault.write(name, name)));
      await vault.wipe('all');
      expect(await Promise.all(NAMES.map((name) => vault.read(name)))).toEqual([null, null, null]);
      expect(await set.start().read('clientId')).toBeNull();
    });

    it('changes its lock and still opens', async () => {
      const vault = set.start();
      await vault.write('plex.signIn', 'T');
      await vault.rotateKey();
      expect(await vault.read('plex.signIn')).toBe('T');
      expect(await set.start().read('plex.signIn')).toBe(set.remembers ? 'T' : null);
    });
  }
);
