import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const SOURCES = ['tree', 'application'];

/** Names that Lightning calls for a component to answer, so a component may own them. */
const HOOKS =
  /^_(construct|build|setup|init|attach|detach|enable|disable|active|inactive|firstEnable|firstActive|focus|unfocus|focusChange|getFocused|template|handle\w*|capture\w*|on[A-Z]\w*|allowChildAttrs)$/;

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)]
  );
}

/** Every `_name` that Lightning itself keeps on a component: read from its sources, since its types do not tell. */
export function lightningNames() {
  const main = createRequire(import.meta.url).resolve('@lightningjs/core');
  const root = join(dirname(main), 'src');
  const names = new Set();
  SOURCES.flatMap((folder) => filesOf(join(root, folder)))
    .filter((file) => /\.m?js$/.test(file))
    .forEach((file) => {
      for (const [, used, declared] of readFileSync(file, 'utf8').matchAll(
        /this\.(_\w+)|^\s+(?:static |get |set )*(_\w+)\s*\(/gm
      )) {
        names.add(used === undefined ? declared : used);
      }
    });
  return new Set([...names].filter((name) => !HOOKS.test(name)));
}
