import { storeFailureOf } from './store-failure';
import type { StoreFailure } from './store-failure';

/** A row as a store hands it out: columns of SQLite, fields of a Redis hash. */
export type RawRow = { readonly [field: string]: unknown };

/** Reads the fields of one row; whatever is not as we wrote it is `rowUnreadable`. */
export type Fields = {
  text(name: string): string;
  optional(name: string): string | null;
  number(name: string): number;
  optionalNumber(name: string): number | null;
  oneOf<T extends string>(name: string, values: readonly T[]): T;
  flag(name: string): boolean;
  texts(name: string): { readonly [name: string]: string };
};

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

function isTexts(read: unknown): read is { readonly [name: string]: string } {
  return (
    typeof read === 'object' &&
    read !== null &&
    !Array.isArray(read) &&
    Object.values(read).every((value) => typeof value === 'string')
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `what` names the kind of row in a failure. */
export function fieldsOf(store: StoreFailure['store'], what: string, row: RawRow): Fields {
  const broken = (name: string): never => {
    throw storeFailureOf(store, 'rowUnreadable', `${what}.${name}`);
  };
  const text = (name: string): string => {
    const value = row[name];
    return typeof value === 'string' ? value : broken(name);
  };
  const number = (name: string): number => {
    const value = Number(isEmpty(row[name]) ? NaN : row[name]);
    return Number.isSafeInteger(value) ? value : broken(name);
  };
  return {
    text,
    number,
    optional: (name) => (isEmpty(row[name]) ? null : text(name)),
    optionalNumber: (name) => (isEmpty(row[name]) ? null : number(name)),
    oneOf: (name, values) => values.find((value) => value === row[name]) ?? broken(name),
    flag: (name) => (number(name) > 1 ? broken(name) : number(name) === 1),
    texts: (name) => {
      const read = parsed(text(name));
      return isTexts(read) ? read : broken(name);
    }
  };
}
