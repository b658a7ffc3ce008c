import type { Plain } from './shape';

type Element = { readonly [name: string]: Plain | Element[] };
type Open = { readonly name: string; readonly fields: Record<string, string | Element[]> };

const TAG = /<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:.-]+="[^"]*")*)\s*(\/?)>/g;
const ATTRIBUTE = /([\w:.-]+)="([^"]*)"/g;

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name, value]) => [`@${name}`, String(value)])
  );
}

function attach(parent: Open, child: Open): void {
  const list = parent.fields[child.name];
  parent.fields[child.name] = [...(Array.isArray(list) ? list : []), child.fields];
}

/**
 * Reads elements and attributes; text between elements is not looked at, for Plex puts all it says into
 * attributes. An attribute becomes `@name`, the elements of one name a list.
 */
export function readXml(text: string): Plain {
  const root: Open = { name: '', fields: {} };
  const open: Open[] = [root];
  for (const [, closing, name = '', attributes = '', single] of text.matchAll(TAG)) {
    if (closing === '') open.push({ name, fields: attributesOf(attributes) });
    if (closing === '' && single === '') continue;
    const done = open.pop();
    const parent = open[open.length - 1];
    if (done === undefined || parent === undefined || done.name !== name)
      throw new SyntaxError(`stray </${name}>`);
    attach(parent, done);
  }
  if (open.length !== 1) throw new SyntaxError(`<${open[open.length - 1]?.name}> is never closed`);
  return root.fields as Plain;
}
