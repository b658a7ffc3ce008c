import { lookup as resolve, type LookupAddress } from 'node:dns';
import type { Agent as PlainAgent } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import type { IDenyList } from './deny-list';

/** What is thrown instead of a connection. */
function refusal(): NodeJS.ErrnoException {
  return Object.assign(new Error('an address that is not asked from here'), { code: 'COUCHKEY_DENIED' });
}

/** Resolves a name and hands on only what may be asked: the very addresses that were looked at are connected to. */
function guardedLookup(denies: (address: string) => boolean): LookupFunction {
  return (hostname, options, then) =>
    resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[] = []) => {
      const fine = found.filter(({ address }) => !denies(address));
      const [first] = fine;
      if (error !== null || first === undefined) {
        then(error ?? refusal(), []);
      } else if (options.all === true) {
        then(null, fine);
      } else {
        then(null, first.address, first.family);
      }
    });
}

type Place = { readonly host?: string | null; readonly port?: string | number | null };

/** A number needs no look-up, so it is held against the list before there is a connection. */
function guarded<T extends Place>(list: IDenyList, options: T): T {
  const { host = '', port = 0 } = options;
  const denies = (address: string): boolean => list.denies(address, Number(port));
  const bare = String(host).replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0 && denies(bare)) {
    throw refusal();
  }
  return { ...options, lookup: guardedLookup(denies) };
}

/** Makes an agent check each new connection. */
export function guardAgent<T extends PlainAgent>(agent: T, list: IDenyList): T {
  const connect = agent.createConnection.bind(agent) as (options: Place, then: unknown) => unknown;
  return Object.assign(agent, {
    createConnection: (options: Place, then: unknown) => connect(guarded(list, options), then)
  });
}
