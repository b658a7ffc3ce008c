import type { RawRow } from '../fields';
import type { Page } from '../rows';
import type { Reader } from '../rows-in';

/** A page of rows of which one more was asked for than wanted, to know whether there is more. */
export function pageOf<T>(
  rows: readonly RawRow[],
  limit: number,
  read: Reader<T>,
  cursorOf: (row: RawRow) => string
): Page<T> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(read), next: last === undefined ? null : cursorOf(last) };
}
