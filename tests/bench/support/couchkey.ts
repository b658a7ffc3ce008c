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

/** From a stored token to a server that has said who it is and has taken its own token. */
export async function connectAsCouchkey(name: string): Promise<{ uri: string; machine: string }> {
  const { TOKEN = '', IDS = '{}' } = process.env;
  const ports = { http: nodeHttp(), vault: signedInVault(TOKEN), clock: realClock() };
  const servers = new PlexServers({ ports, config: DEFAULTS, memory: newPlexMemory() });
  const { uri, server } = await servers.reach(
    (JSON.parse(IDS) as Record<string, string>)[name] ?? null,
    false
  );
  return { uri, machine: server.id };
}
