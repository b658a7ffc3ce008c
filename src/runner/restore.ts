import type { Outcome } from '../core/model/message';
import type { ProviderId } from '../core/model/config';
import type { IProvider, Restored } from '../core/ports';

/**
 * Asks each provider in turn what it finds in the vault. One that cannot read its record does not hide
 * what another one kept; it is heard only when nobody has anything.
 */
export function restore(
  ids: readonly ProviderId[],
  providerOf: (id: ProviderId) => Promise<IProvider>
): Promise<Outcome> {
  const id = ids[0];
  if (id === undefined) {
    return Promise.resolve<Outcome>({ type: 'nothingStored' });
  }
  const next = (): Promise<Outcome> => restore(ids.slice(1), providerOf);
  return providerOf(id)
    .then((provider) => provider.restore())
    .then(
      (found: Restored): Outcome | Promise<Outcome> => outcomeOf(found, id) || next(),
      (reason: unknown): Promise<Outcome> =>
        next().then((outcome: Outcome): Outcome => {
          if (outcome.type === 'nothingStored') {
            throw reason;
          }
          return outcome;
        })
    );
}

function outcomeOf(found: Restored, provider: ProviderId): Outcome | null {
  switch (found.kind) {
    case 'signedIn':
      return { type: 'restored', signIn: found.signIn, remembered: found.remembered };
    case 'claimed':
      return { type: 'restoredToken', provider, remembered: found.remembered };
    case 'code':
      return { type: 'restoredCode', provider, code: found.code };
    case 'nothing':
      return null;
  }
}
