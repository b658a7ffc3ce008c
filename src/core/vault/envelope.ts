import { checksumOf } from './checksum';
import { parseFields } from './json';
import type { Fields } from './json';
import type { Sealed } from './store';

const VERSION = 1;
const PLAIN = 'plain';

/**
 * What one slot holds. `n` counts the writes of a record; the highest wins. A `gone` marker is a record that was
 * removed while some store could not be reached: it outranks the copy that store may still have.
 */
export type Envelope =
  | { readonly kind: 'plain'; readonly n: number; readonly text: string }
  | { readonly kind: 'sealed'; readonly n: number; readonly sealed: Sealed }
  | { readonly kind: 'gone'; readonly n: number };

/** A slot as found. `newer` was written by a program that came after this one. */
export type Slot =
  | Envelope
  | { readonly kind: 'empty' }
  | { readonly kind: 'torn' }
  | { readonly kind: 'newer'; readonly n: number };

/** An envelope as text. The record's name is in the checksum: a copy under another name is torn. */
export function writeEnvelope(name: string, envelope: Envelope): string {
  const parts = partsOf(envelope);
  return JSON.stringify({ v: VERSION, ...parts, c: sumOf(name, parts) });
}

/** A slot from its text; never throws. `v` and `n` keep their meaning in every version to come. */
export function readSlot(name: string, text: string | null): Slot {
  if (text === null) {
    return { kind: 'empty' };
  }
  const fields = parseFields(text);
  if (fields === null || !isCount(fields.v) || !isCount(fields.n)) {
    return { kind: 'torn' };
  }
  if (fields.v > VERSION) {
    return { kind: 'newer', n: fields.n };
  }
  return fields.v < VERSION ? { kind: 'torn' } : readParts(name, fields, fields.n);
}

type Parts = { readonly n: number; readonly alg: string; readonly kid: string; readonly body: string | null };

function partsOf(envelope: Envelope): Parts {
  switch (envelope.kind) {
    case 'plain':
      return { n: envelope.n, alg: PLAIN, kid: '', body: envelope.text };
    case 'gone':
      return { n: envelope.n, alg: PLAIN, kid: '', body: null };
    case 'sealed':
      return { n: envelope.n, ...envelope.sealed };
  }
}

function readParts(name: string, fields: Fields, n: number): Slot {
  const { alg, kid, body } = fields;
  const whole =
    typeof alg === 'string' && typeof kid === 'string' && (typeof body === 'string' || body === null);
  if (!whole || fields.c !== sumOf(name, { n, alg, kid, body })) {
    return { kind: 'torn' };
  }
  if (body === null) {
    return { kind: 'gone', n };
  }
  return alg === PLAIN ? { kind: 'plain', n, text: body } : { kind: 'sealed', n, sealed: { alg, kid, body } };
}

function sumOf(name: string, parts: Parts): string {
  return checksumOf(JSON.stringify([name, VERSION, parts.n, parts.alg, parts.kid, parts.body]));
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && Math.floor(value) === value;
}
