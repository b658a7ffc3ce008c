import { readFileSync, readdirSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

export type Source = { readonly path: string; readonly text: string };

const CONTRACT = ['core/ports', 'core/model', 'core/wire', 'core/vault', 'core/redact'];
const CORE = [...CONTRACT, 'core/log', 'core/machine', 'core/session'];
const MODULES = ['modules/plex/auth', 'modules/plex/servers', 'modules/tmdb/auth', 'modules/gateway'];

/** Which room may import which. A room may always import itself. */
export const ROOMS: { readonly [room: string]: readonly string[] } = {
  'core/model': [],
  'core/machine': ['core/model'],
  'core/ports': ['core/model'],
  'core/redact': ['core/model', 'core/ports'],
  'core/log': ['core/model', 'core/ports', 'core/redact'],
  'core/vault': ['core/model', 'core/ports'],
  'core/wire': ['core/model', 'core/ports', 'core/vault'],
  'core/session': ['core/machine', 'core/ports', 'core/model'],
  'modules/plex/auth': CONTRACT,
  'modules/plex/servers': [...CONTRACT, 'modules/plex/auth'],
  'modules/tmdb/auth': CONTRACT,
  'modules/gateway': CONTRACT,
  runner: ['core/ports', 'core/model', 'core/redact'],
  platform: CONTRACT,
  ui: ['core/ports', 'core/model'],
  gateway: [...CONTRACT, ...MODULES],
  polyfills: [],
  compose: [...CORE, ...MODULES, 'runner', 'platform'],
  index: ['compose', 'ui', 'platform', 'polyfills'],
  embed: [...CORE, ...MODULES, 'platform'],
  'main-embed': ['embed', ...CORE, ...MODULES],
  'main-core': [...CORE, ...MODULES, 'runner'],
  'main-by-gateway': ['compose'],
  'main-tv': ['index', 'platform', 'polyfills'],
  'main-gateway': [...CORE, ...MODULES, 'gateway']
};

/** Which packages a room may name. Whoever is not listed has none. */
export const PACKAGES: { readonly [room: string]: RegExp } = {
  platform: /^(eventemitter3|idb-keyval|@stablelib\/ed25519)$/,
  embed: /^eventemitter3$/,
  ui: /^(@lightningjs\/(core|sdk)|uqr)$/,
  index: /^@lightningjs\/sdk$/,
  'main-tv': /^\.\.\/settings\.json$/,
  gateway: /^/,
  'main-gateway': /^/
};

const FOLDERS_WITHOUT_MEANING = /(^|\/)(utils?|common|helpers?|shared|misc|lib)(\/|$)/;
const MAY_BE_INDEX = /^src\/(index|modules\/[^/]+(\/[^/]+)?\/index)\.ts$/;

/** Every TypeScript file below a folder of the repository, with its text. */
export function sourcesIn(folder: string): Source[] {
  const root = resolve(__dirname, '../..');
  const walk = (at: string): string[] =>
    readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? walk(join(at, entry.name)) : [join(at, entry.name)]
    );
  return walk(join(root, folder))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({
      path: relative(root, path).split(sep).join('/'),
      text: readFileSync(path, 'utf8')
    }));
}

/** The room a file of src belongs to, or null when the table has none for it. */
export function roomOf(path: string): string | null {
  const inside = path.replace(/^src\//, '').replace(/\.(d\.)?ts$/, '');
  const found = Object.keys(ROOMS).find((room) => inside === room || inside.startsWith(`${room}/`));
  return found === undefined ? null : found;
}

function importsOf(source: Source): string[] {
  return [...new Set(ts.preProcessFile(source.text, true, true).importedFiles.map((file) => file.fileName))];
}

/** Where an import leads: a path of the repository without ending, or null for a package. */
function targetOf(source: Source, name: string): string | null {
  return name.startsWith('.') ? posix.join(posix.dirname(source.path), name) : null;
}

function packageFault(source: Source, room: string, name: string): string[] {
  const allowed = PACKAGES[room];
  return allowed !== undefined && allowed.test(name)
    ? []
    : [`${source.path} imports "${name}": ${room} may not name that package`];
}

function importFault(source: Source, room: string, name: string): string[] {
  const target = targetOf(source, name);
  if (target === null || !target.startsWith('src/')) {
    return packageFault(source, room, name);
  }
  const other = roomOf(target);
  const isFine = other === room || (other !== null && (ROOMS[room] as readonly string[]).includes(other));
  return isFine ? [] : [`${source.path} imports ${target}: ${room} may not import ${other}`];
}

function placeFaults(source: Source): string[] {
  const faults = [];
  if (FOLDERS_WITHOUT_MEANING.test(posix.dirname(source.path))) {
    faults.push(`${source.path} is in a folder whose name means nothing: name it after what it holds`);
  }
  if (/\/index\.ts$/.test(source.path) && !MAY_BE_INDEX.test(source.path)) {
    faults.push(`${source.path} is a barrel: only a module has one public index.ts`);
  }
  return faults;
}

/** What is wrong with the files of src: rooms, packages, folders, barrels. */
export function faultsIn(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const room = roomOf(source.path);
    if (room === null) {
      return [`${source.path} is in no room of the table`];
    }
    const imports = importsOf(source).flatMap((name) => importFault(source, room, name));
    return [...placeFaults(source), ...imports];
  });
}

/** The simulator must not know our reading of the wire, or a mistake would be on both sides. */
export function simulatorFaults(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    importsOf(source)
      .map((name) => targetOf(source, name))
      .filter((target) => target !== null && /^src(\/|$)/.test(target))
      .map((target) => `${source.path} imports ${target}: the simulator knows nothing of src`)
  );
}

export type Graph = { readonly [node: string]: readonly string[] };

/** The first circle of a graph as `a -> b -> a`, or null. */
export function circleIn(graph: Graph): string | null {
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): string | null => {
    if (trail.includes(node)) {
      return [...trail.slice(trail.indexOf(node)), node].join(' -> ');
    }
    if (done.has(node)) {
      return null;
    }
    const circle = (graph[node] ?? [])
      .map((next) => visit(next, [...trail, node]))
      .find((found) => found !== null);
    done.add(node);
    return circle ?? null;
  };
  return (
    Object.keys(graph)
      .map((node) => visit(node, []))
      .find((found) => found !== null) ?? null
  );
}

/** Which file imports which. */
export function fileGraph(sources: readonly Source[]): Graph {
  const known = new Set(sources.map((source) => source.path));
  const fileOf = (target: string): string | undefined =>
    [`${target}.ts`, `${target}/index.ts`].find((path) => known.has(path));
  return Object.fromEntries(
    sources.map((source) => [
      source.path,
      importsOf(source)
        .map((name) => targetOf(source, name))
        .map((target) => (target === null ? undefined : fileOf(target)))
        .filter((path): path is string => path !== undefined)
    ])
  );
}
