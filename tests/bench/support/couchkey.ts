import { writePlexRecord } from '../../../src/core/vault/plex-record';
import { DEFAULTS, newPlexMemory } from '../../../src/modules/plex/auth';
import { PlexServers } from '../../../src/modules/plex/servers';
import { memoryVault } from '../../support/memory-vault';
import { nodeHttp } from '../../support/node-http';
import { realClock } from '../../support/real-clock';
import type { Person, SignIn } from '../../../src/core/model/session-state';

const PERSON: Person = { id: 'bench', title: 'Bench', thumb: null, guarded: false };
const SIGN_IN: SignIn = {
  key: 'plex/bench/bench',
  provider: 'plex',
  account: PERSON,
  profile: PERSON,
  hasServers: true,
  hasProfiles: false
};

/** A vault in which somebody is signed in, and no server has been chosen yet. */
function signedInVault(accountToken: string) {
  const record = writePlexRecord({ version: 1, accountToken, signIn: SIGN_IN, profileToken: null });
  return memoryVault(
    new Map([
      ['plex.signIn', record],
      ['clientId', 'couchkey']
    ])
  );
}

type Connected = {
  readonly uri: string;
  readonly machine: string;
  readonly extraMs: number;
  readonly asideMs: number;
};

/**
 * From a stored token to a server that has said who it is and has taken its own token; and, told apart, the same
 * once more from what was kept of the first time, as at every later start.
 */
export async function connectAsCouchkey(name: string): Promise<Connected> {
  const { TOKEN = '', IDS = '{}' } = process.env;
  const ports = { http: nodeHttp(), vault: signedInVault(TOKEN), clock: realClock() };
  const servers = new PlexServers({ ports, config: DEFAULTS, memory: newPlexMemory() });
  const id = (JSON.parse(IDS) as Record<string, string>)[name] ?? null;
  const { uri, server } = await servers.reach(id, { refetch: false, brisk: false });
  const began = performance.now();
  await servers.reach(id, { refetch: false, brisk: false });
  const asideMs = performance.now() - began;
  return { uri, machine: server.id, extraMs: -asideMs, asideMs };
}
