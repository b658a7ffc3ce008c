import { fieldsOf, parseJson, textOf } from '../../../core/wire';
import type { IVault, Written } from '../../../core/ports';
import type { Rules } from './candidates';
import type { ServersOptions } from './interfaces';

/** For which servers the viewer agreed to plain http in the house. */
export const CONSENT_RECORD = 'plex.insecureLan';

/** What holds for plain twins of this server's addresses. */
export function consentFor(
  vault: IVault,
  options: ServersOptions,
  serverId: string
): Promise<Rules['plainTwins']> {
  if (options.insecureLan !== 'ask') {
    return Promise.resolve(options.insecureLan === 'always' ? 'use' : 'never');
  }
  return readConsents(vault).then(
    (ids): Rules['plainTwins'] => (ids.indexOf(serverId) >= 0 ? 'use' : 'ask'),
    (): Rules['plainTwins'] => 'ask'
  );
}

/** Remembers the viewer's yes for this server. */
export function giveConsent(vault: IVault, serverId: string): Promise<Written> {
  return readConsents(vault).then((ids): Promise<Written> => {
    const all = ids.indexOf(serverId) >= 0 ? ids : ids.concat([serverId]);
    return vault.write(CONSENT_RECORD, JSON.stringify({ version: 1, servers: all }));
  });
}

function readConsents(vault: IVault): Promise<readonly string[]> {
  return vault.read(CONSENT_RECORD).then((text): readonly string[] => {
    const fields = fieldsOf(parseJson(text || '')) || {};
    const ids = Array.isArray(fields['servers']) ? (fields['servers'] as unknown[]) : [];
    return ids.filter((each): each is string => textOf(each) !== null);
  });
}
