import { parseJson, fieldsOf } from '../../core/wire';
import { classOf, takes } from '../../core/vault/records';
import type { IVault } from '../../core/ports';

/** A vault for one code: the client identifier, the code that is on its way, and in the end what was granted. */
export type PocketVault = IVault & {
  /** All of it as text, to be sealed. */
  readonly dump: () => string;
};

type Records = { readonly [name: string]: string };

/** Records in memory, from the first ones given. */
export function pocketVault(first: Records = {}): PocketVault {
  const records = new Map(Object.entries(first));
  return {
    read: (name) => Promise.resolve(records.get(name) ?? null),
    write: (name, text) => {
      records.set(name, text);
      return Promise.resolve({ durable: true });
    },
    remove: (name) => {
      records.delete(name);
      return Promise.resolve();
    },
    wipe: (scope) => {
      [...records.keys()]
        .filter((name) => takes(scope, classOf(name)))
        .forEach((name) => records.delete(name));
      return Promise.resolve();
    },
    dump: () => JSON.stringify({ version: 1, records: Object.fromEntries(records) })
  };
}

/** The pocket as it was dumped; an empty one when the text is none of ours. */
export function pocketFrom(text: string): PocketVault {
  const records = fieldsOf((fieldsOf(parseJson(text)) ?? {})['records']) ?? {};
  const texts = Object.entries(records).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string'
  );
  return pocketVault(Object.fromEntries(texts));
}
