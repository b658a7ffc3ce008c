import { EventEmitter } from 'eventemitter3';
import { PlexAuth } from '../../../src/modules/plex/auth';
import { memoryVault } from '../../support/memory-vault';
import { nodeHttp } from '../../support/node-http';
import { realClock } from '../../support/real-clock';

type Begun = { readonly code: string; readonly settle: () => Promise<string | undefined> };

/** A fresh PlexAuth as an embedder has it, which at the end knows whose token it is and has kept it. */
export async function beginAsCouchkey(): Promise<Begun> {
  const ports = { http: nodeHttp(), vault: memoryVault(), clock: realClock(), emitter: new EventEmitter() };
  const auth = new PlexAuth(ports, { clientIdentifier: 'couchkey-bench' });
  const { id, code } = await auth.requestPin();
  return {
    code,
    settle: async () => {
      await auth.pollForPin(id);
      return auth.getCurrentUser()?.token;
    }
  };
}
