import { openScope } from './scope';
import type { WipeScope } from '../core/ports';
import type { Make, Ports, IProvider } from '../core/ports';

const PATIENCE_MS = 2000;

/**
 * Local first in importance, remote first in time: two seconds in all for the issuers of whatever is stored,
 * then the wipe, whatever they said. Their requests end before it begins.
 */
export function forget(base: Ports, makes: readonly Make<IProvider>[], scope: WipeScope): Promise<void> {
  const goodbye = openScope(base);
  const patience = new Promise<void>((resolve): void => {
    goodbye.ports.clock.after(PATIENCE_MS, resolve);
  });
  const told = Promise.all(makes.map((make): Promise<void> => revoke(make, goodbye.ports)));
  return Promise.race([told, patience])
    .then(goodbye.close)
    .then((): Promise<void> => base.vault.wipe(scope));
}

/** Never rejects: one that has nothing stored, or cannot be reached, keeps nobody here. */
function revoke(make: Make<IProvider>, ports: Ports): Promise<void> {
  return Promise.resolve()
    .then(() => make(ports))
    .then((provider): Promise<void> => provider.revoke())
    .then(undefined, (): void => undefined);
}
