import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINES_FOLDER } from '../chromium/engines';
import { takeAway, type Lacks } from './take-away';

type Support = {
  readonly version_added?: string | boolean | null;
  readonly version_removed?: string | boolean | null;
  readonly flags?: unknown;
  readonly prefix?: unknown;
  readonly alternative_name?: unknown;
};
type Compat = { readonly support: { readonly chrome?: Support | readonly Support[] } };
type Feature = { readonly __compat?: Compat; readonly [name: string]: Feature | Compat | undefined };
type Features = { readonly [name: string]: Feature };

const DATA = join(ENGINES_FOLDER, 'npm/downgrade/node_modules/@mdn/browser-compat-data/data.json');
/** The transpiler that runs this file calls it round every function. */
const NAMELESS = 'var __name = function (made) { return made; };';
/** What the data has beside names of members. */
const NO_MEMBER = /_event$|_permission$|^worker_support$|^secure_context/;

function versionOf(said: string | boolean | null | undefined): number {
  return said === true ? 0 : typeof said === 'string' ? parseInt(said.replace('≤', ''), 10) : Infinity;
}

function isIn(compat: Compat, chrome: number): boolean {
  const said = compat.support.chrome;
  const ways = said === undefined ? [] : ([] as readonly Support[]).concat(said);
  const plain = ways.filter((way) => !way.flags && !way.prefix && !way.alternative_name);
  return (
    said === undefined ||
    plain.some(
      (way) =>
        versionOf(way.version_added) <= chrome &&
        (way.version_removed === undefined || versionOf(way.version_removed) > chrome)
    )
  );
}

function lacksIn(features: Features, chrome: number): Lacks {
  const known = Object.entries(features).filter(([, feature]) => feature.__compat !== undefined);
  const isThere = ([, feature]: [string, Feature]): boolean => isIn(feature.__compat as Compat, chrome);
  const members = known.filter(isThere).flatMap(([name, feature]) => {
    const gone = Object.entries(feature).filter(([member, of]) => {
      const compat = (of as Feature).__compat;
      return (
        member !== '__compat' && !NO_MEMBER.test(member) && compat !== undefined && !isIn(compat, chrome)
      );
    });
    return gone.length === 0 ? [] : [[name, gone.map(([member]) => member)] as const];
  });
  return {
    globals: known.filter((each) => !isThere(each)).map(([name]) => name),
    members: Object.fromEntries(members)
  };
}

/** A script that makes an engine forget what Chrome of that version did not have yet. Syntax stays: the old V8s see to that. */
export function downgradeTo(chrome: number): string {
  if (!existsSync(DATA)) {
    throw new Error('the data of what each Chrome brought is not here: npm run engines');
  }
  const { api, javascript } = JSON.parse(readFileSync(DATA, 'utf8')) as {
    api: Features;
    javascript: { builtins: Features };
  };
  const lacks = [lacksIn(javascript.builtins, chrome), lacksIn(api, chrome)];
  return `(function () { ${NAMELESS} (${takeAway.toString()})(${JSON.stringify(lacks)}); })();`;
}
