/** Scalars become attributes, everything else becomes elements. */
export type XmlValue = string | number | boolean | null | XmlDate | XmlFields | readonly XmlValue[];
export type XmlFields = { readonly [name: string]: XmlValue };

/** A moment: JSON says `2026-01-01T00:00:00Z`, XML `2026-01-01 00:00:00 UTC`. */
export type XmlDate = { readonly isoDate: string };

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;'
};
const SINGULARS: Readonly<Record<string, string>> = {
  entitlements: 'entitlement',
  features: 'feature',
  roles: 'role'
};

/** Fit for an attribute or a text. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\n]/g, (char) => ESCAPES[char] as string);
}

/** A moment in milliseconds, for both forms of an answer. */
export function dateOf(ms: number): XmlDate {
  return { isoDate: new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z') };
}

export function isDate(value: unknown): value is XmlDate {
  return typeof value === 'object' && value !== null && 'isoDate' in value;
}

function isScalar(value: XmlValue): value is string | number | boolean | null | XmlDate {
  return value === null || typeof value !== 'object' || isDate(value);
}

function scalarText(value: string | number | boolean | null | XmlDate): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (isDate(value)) return value.isoDate.replace('T', ' ').replace('Z', ' UTC');
  return String(value);
}

function singular(name: string): string {
  return SINGULARS[name] ?? name.replace(/s$/, '');
}

function listXml(name: string, items: readonly XmlValue[]): string {
  const inner = items.map((item) =>
    isScalar(item) ? elementXml(singular(name), { id: item }) : elementXml(singular(name), item as XmlFields)
  );
  return inner.length === 0 ? `<${name}/>` : `<${name}>${inner.join('')}</${name}>`;
}

function childXml(name: string, value: XmlValue): string {
  return Array.isArray(value) ? listXml(name, value) : elementXml(name, value as XmlFields);
}

/** One element without the declaration. */
export function elementXml(name: string, fields: XmlFields): string {
  const entries = Object.entries(fields);
  const attributes = entries
    .filter((entry): entry is [string, string | number | boolean | null | XmlDate] => isScalar(entry[1]))
    .map(([key, value]) => ` ${key}="${escapeXml(scalarText(value))}"`);
  const children = entries
    .filter(([, value]) => !isScalar(value))
    .map(([key, value]) => childXml(key, value));
  const head = `<${name}${attributes.join('')}`;
  return children.length === 0 ? `${head}/>` : `${head}>${children.join('')}</${name}>`;
}

/** A list at the top, e.g. `<resources><resource …/></resources>`. */
export function xmlDocument(name: string, value: XmlValue): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${childXml(name, value)}\n`;
}

/** The same data as JSON. */
export function jsonDocument(value: XmlValue): string {
  return JSON.stringify(value, (_key, inner: unknown) => (isDate(inner) ? inner.isoDate : inner));
}
