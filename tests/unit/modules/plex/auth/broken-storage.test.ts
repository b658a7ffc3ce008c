// promises: P6
/** A set with a database that refuses or keeps silent, at its very first sign-in. */
import { DEFAULTS } from '../../../../../src/modules/plex/auth/constants';
import { newPlexMemory } from '../../../../../src/modules/plex/auth/account-token';
import { PlexProvider } from '../../../../../src/modules/plex/auth/plex-provider';
import { openVault } from '../../../../../src/platform/vault/open-vault';
import { memoryVault } from '../../../../support/memory-vault';
import { pinBody } from '../../../../support/plex-facts';
import { plexStub } from '../../../../support/plex-stub';
import { VirtualClock } from '../../../../support/virtual-clock';

type Broken = { readonly name: string; readonly open: () => unknown };

function refusing(): unknown {
  const request = { error: new Error('no backing store'), onerror: (): void => undefined };
  queueMicrotask(() => request.onerror());
  return request;
}

const BROKEN: readonly Broken[] = [
  { name: 'refuses', open: refusing },
  { name: 'never answers', open: () => ({}) },
  {
    name: 'is forbidden',
    open: () => {
      throw new Error('SecurityError');
    }
  }
];

it.each(BROKEN)(
  'a database that $name keeps nobody from signing in, and nothing is promised',
  async ({ open }) => {
    const clock = new VirtualClock();
    const plex = plexStub();
    plex.routes['GET /pins/:id'] = { body: pinBody({ authToken: 'tok-1' }) };
    const indexedDB = { open } as unknown as IDBFactory;
    const ports = { http: plex.http, vault: openVault({ indexedDB }, { clock, mirror: true }), clock };
    const memory = newPlexMemory();
    const provider = (): PlexProvider => new PlexProvider(ports, DEFAULTS, memory);
    const ask = async <T>(asked: Promise<T>): Promise<T | string> => {
      const answer = asked.then(undefined, (reason: { code: string }) => reason.code);
      await clock.advance(30000);
      return answer;
    };
    expect(await ask(provider().requestCode())).toBe('storage');
    expect(await ask(provider().requestCode())).toBe('storage');
    expect(await ask(provider().requestCode())).toMatchObject({ id: '1234567890' });
    expect(await ask(provider().checkCode('1234567890'))).toEqual({ kind: 'granted', remembered: false });
    expect(await ask(provider().loadAccount())).toMatchObject({ remembered: false });
    const names = plex.http.asked.map((each) => each.headers['X-Plex-Client-Identifier']);
    expect(new Set(names).size).toBe(1);
  }
);

it('a set that could not keep the sign-in says so also when the way back reads it again', async () => {
  const plex = plexStub();
  plex.routes['GET /pins/:id'] = { body: pinBody({ authToken: 'tok-1' }) };
  const ports = { http: plex.http, vault: memoryVault(), clock: new VirtualClock() };
  const memory = newPlexMemory();
  const provider = (): PlexProvider => new PlexProvider(ports, DEFAULTS, memory);
  ports.vault.durable = false;
  await provider().checkCode('1234567890');
  expect(await provider().restore()).toEqual({ kind: 'claimed', remembered: false });
  await provider().loadAccount();
  expect(await provider().restore()).toMatchObject({ kind: 'signedIn', remembered: false });
});
