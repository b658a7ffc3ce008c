import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXml } from './read-xml';
import { jsonType, shapeOf, xmlType, type FieldShape, type Plain, type Shape, type TypeOf } from './shape';

type Reading = { readonly parse: (text: string) => Plain; readonly typeOf: TypeOf };

export const JSON_READING: Reading = { parse: (text) => JSON.parse(text) as Plain, typeOf: jsonType };
export const XML_READING: Reading = { parse: readXml, typeOf: xmlType };

type Recorded = { readonly reading: Reading; readonly files: readonly string[] };

/** Which recorded replies make which shape. */
export const RECORDED = {
  pin: { reading: JSON_READING, files: ['pins_new.json', 'pins_linked.json'] },
  user: {
    reading: JSON_READING,
    files: ['user_info_free.json', 'user_info_free_guest.json', 'user_info_plexpass.json']
  },
  resources: { reading: JSON_READING, files: ['resources.json'] },
  apiResources: { reading: XML_READING, files: ['api_resources.xml'] },
  devices: { reading: XML_READING, files: ['devices.xml'] }
} as const satisfies Readonly<Record<string, Recorded>>;

export type ReplyName = keyof typeof RECORDED;
export type PlexShapes = Readonly<Record<ReplyName, Shape>>;

const ROOT = join(__dirname, '..', '..');

/** Recordings from elsewhere, which lie beside the repository when they are there at all. */
export const FIXTURES = join(ROOT, '..', 'shared', 'fixtures', 'plex');
export const SHAPES_FILE = join(ROOT, 'tests', 'shapes', 'plex-shapes.json');

/** Reads the recordings and keeps of them what is a field and of which type. */
export function shapesOfFixtures(): PlexShapes {
  const entries = Object.entries(RECORDED).map(([name, { reading, files }]) => {
    const replies = files.map((file) => reading.parse(readFileSync(join(FIXTURES, file), 'utf8')));
    return [name, shapeOf(replies, reading.typeOf)];
  });
  return Object.fromEntries(entries) as PlexShapes;
}

/** The shapes as they are committed. */
export function committedShapes(): PlexShapes {
  return JSON.parse(readFileSync(SHAPES_FILE, 'utf8')) as PlexShapes;
}

function fieldLine([path, { types, always }]: [string, FieldShape]): string {
  const names = types.map((type) => JSON.stringify(type)).join(', ');
  return `    ${JSON.stringify(path)}: { "types": [${names}], "always": ${always} }`;
}

/** The text of the committed file: a line for each field. */
export function shapesText(shapes: PlexShapes): string {
  const reply = ([name, shape]: [string, Shape]): string =>
    `  ${JSON.stringify(name)}: {\n${Object.entries(shape).map(fieldLine).join(',\n')}\n  }`;
  return `{\n${Object.entries(shapes).map(reply).join(',\n')}\n}\n`;
}
