import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kernelControls } from './kernel/control';
import { mediaControlRoutes } from './media/media-control';
import { plexControlRoutes } from './plex/control-routes';
import { tmdbControlRoutes } from './tmdb/tmdb-control';

const read = (...path: string[]): string => readFileSync(join(__dirname, ...path), 'utf8');
const readme = read('README.md');

// Only the names of the routes are looked at; nothing is called.
const nothing = {} as never;
const routes = [
  kernelControls(nothing),
  plexControlRoutes(nothing, nothing),
  mediaControlRoutes(nothing),
  tmdbControlRoutes(nothing)
].flatMap((table) => Object.keys(table));

const faults = [...read('kernel', 'fault-rule.ts').matchAll(/readonly kind: '(\w+)'/g)].map(
  ([, kind]) => kind
);

it.each(routes)('names the control route %s in its README', (route) => {
  expect(readme).toContain(`\`${route}\``);
});

it.each(faults)('names the fault %s in its README', (kind) => {
  expect(readme).toContain(`\`${kind}\``);
});

it('names no route that is not there', () => {
  const named = [...readme.matchAll(/`((?:GET|POST|DELETE) \/[\w/-]+)`/g)].map(([, route]) => route);
  expect(named.filter((route) => !routes.includes(String(route)))).toEqual([]);
});

it('names no file that is not there', () => {
  const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, path]) => String(path));
  for (const path of links.filter((one) => /\.\w+$/.test(one))) expect(read(path)).not.toBe('');
});
