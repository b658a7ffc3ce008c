import type { BodyFault } from './fault-rule';

/** `hugeBytes` is sent as filler after the body, so that no such string is ever held in memory. */
export type FaultyBody = {
  readonly text: Buffer;
  readonly contentType: string | null;
  readonly hugeBytes: number;
};

type Scalar = string | number | boolean | null;
type Json = Scalar | readonly Json[] | { readonly [name: string]: Json };

const DEFAULT_DEPTH = 20_000;
const HTML =
  '<!DOCTYPE html><html><head><title>Welcome</title></head><body><h1>Please sign in to this network</h1></body></html>';
const MEGABYTE = 1024 * 1024;

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(value: Json): Json {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return 42;
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return { 0: value.length };
  return value === null ? 'null' : [];
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object';
}

/** Changes the values of the named fields, or all scalars, and leaves the rest as it was. */
function editFields(value: Json, fields: readonly string[] | undefined, edit: (value: Json) => Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => editFields(item, fields, edit));
  if (!isObject(value)) return value;
  const edited = Object.entries(value).map(([name, inner]): [string, Json] => {
    const meant = fields === undefined ? isScalar(inner) : fields.includes(name);
    return [name, meant ? edit(inner) : editFields(inner, fields, edit)];
  });
  return Object.fromEntries(edited);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function editJson(
  body: FaultyBody,
  fields: readonly string[] | undefined,
  edit: (value: Json) => Json
): FaultyBody {
  const json = parsed(body.text.toString('utf8'));
  if (json === undefined) return body;
  return { ...body, text: Buffer.from(JSON.stringify(editFields(json, fields, edit))) };
}

function deepJson(depth: number): Buffer {
  return Buffer.from('{"a":'.repeat(depth) + '0' + '}'.repeat(depth));
}

/** Always broken, also when there was nothing to break: cut in two and closed by the wrong bracket. */
function malformed(text: Buffer): Buffer {
  return Buffer.concat([text.subarray(0, Math.ceil(text.length / 2)), Buffer.from('{"broken":]')]);
}

/** One body fault on top of what the ones before it left. */
export function applyBodyFault(body: FaultyBody, fault: BodyFault): FaultyBody {
  switch (fault.kind) {
    case 'nulls':
      return editJson(body, fault.fields, () => null);
    case 'wrongTypes':
      return editJson(body, fault.fields, wrong);
    case 'deep':
      return { ...body, text: deepJson(fault.depth ?? DEFAULT_DEPTH) };
    case 'malformed':
      return { ...body, text: malformed(body.text) };
    case 'html':
      return { ...body, text: Buffer.from(HTML), contentType: 'text/html; charset=utf-8' };
    case 'huge':
      return { ...body, hugeBytes: Math.round(fault.megabytes * MEGABYTE) };
    case 'empty':
      return { ...body, text: Buffer.alloc(0), hugeBytes: 0 };
  }
}
