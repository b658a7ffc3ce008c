/** A JSON object of which nothing is known yet. */
export type Fields = { readonly [name: string]: unknown };

/** The value as an object with fields; null for arrays, primitives and null. */
export function fieldsOf(value: unknown): Fields | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Fields) : null;
}

/** The text as an object with fields; null when it is no JSON or another kind of value. */
export function parseFields(text: string): Fields | null {
  try {
    return fieldsOf(JSON.parse(text));
  } catch (_torn) {
    return null;
  }
}

/** A text of at least one character; null otherwise. JSON null never becomes the text "null". */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
