const { readFileSync, readdirSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { parse } = require('acorn');

/**
 * Members that Lightning names itself, and we know better: they print an element for a debugger, read compressed
 * pictures, listen to a pointer (platform/pointer.ts does) or to long presses, bind templates to properties, or wrap,
 * space out and decorate texts (ui/break-text.ts breaks them).
 */
const UNWANTED = [
  ...['getNonDefaults', 'getSettings', 'toString'],
  ...['handleKtxLoad', 'handlePvrLoad', 'uploadCompressedGlTexture', 'getCompressedTextureExtensions'],
  ...['_receiveClick', '_receiveHover', '_recieveScrollWheel', '_startLongpressTimer'],
  ...['registerClickHandler', 'registerHoverHandler', 'registerScrollWheelHandler'],
  ...['__bindProperty', 'parsePropertyBindings'],
  ...['wrapText', '_fillTextWithLetterSpacing', '_drawHighlight', '_drawShadow', '_restoreShadow']
];

const isNode = (value) => value !== null && typeof value === 'object';

function nodesOf(node) {
  return [node, ...Object.values(node).flat().filter(isNode).flatMap(nodesOf)];
}

/** The members of all classes of a source. */
function membersOf(text) {
  return nodesOf(parse(text, { ecmaVersion: 2022, sourceType: 'module' }))
    .filter(({ type, computed, kind }) => type === 'MethodDefinition' && !computed && kind !== 'constructor')
    .map(({ key, start, end }) => ({ name: key.name, start, end, keyStart: key.start }));
}

/** A text with nothing in place of some ranges. */
function without(text, ranges) {
  const sorted = [...ranges].sort((one, other) => one.start - other.start);
  const ends = [0, ...sorted.map(({ end }) => end)];
  return [...sorted.map(({ start }) => start), text.length].map((to, n) => text.slice(ends[n], to)).join(' ');
}

/** Every word of a Lightning source, but for the names that its members are given and what is gone. */
function wordsOf({ text, members }, gone) {
  const ranges = members.map((member) =>
    gone.has(member.name) ? member : { start: member.keyStart, end: member.keyStart + member.name.length }
  );
  return words(without(text, ranges));
}

function words(text) {
  return text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '').match(/[A-Za-z_$][\w$]*/g) || [];
}

/**
 * The names of members that nobody says any more: not Lightning, once they are gone, and not the texts around it.
 * Conservative: a word anywhere, in a string too, keeps all members of that name.
 */
function unusedMembers(sources, around, unwanted = UNWANTED) {
  const parsed = sources.map((text) => ({ text, members: membersOf(text) }));
  const outside = new Set(around.flatMap(words));
  const names = new Set(parsed.flatMap(({ members }) => members.map(({ name }) => name)));
  const gone = new Set(unwanted);
  for (let before = -1; before !== gone.size;) {
    before = gone.size;
    const said = new Set(parsed.flatMap((source) => wordsOf(source, gone)));
    [...names].filter((name) => !said.has(name) && !outside.has(name)).forEach((name) => gone.add(name));
  }
  return [...gone].sort();
}

const isString = ({ type, value }) =>
  type === 'TemplateElement' || (type === 'Literal' && typeof value === 'string');

/** What a node names: as a string, as a getter or setter (a string once it is ES5), or as a member of its own. */
function namesOf(node) {
  const { type, kind, computed, key, left } = node;
  if (isString(node)) {
    return { strings: words(String(node.value.raw || node.value)) };
  }
  if (type === 'MethodDefinition' && !computed) {
    return kind === 'method' ? { own: [key.name] } : { strings: [key.name] };
  }
  const isField = type === 'AssignmentExpression' && left.object && left.object.type === 'ThisExpression';
  return isField && !left.computed ? { own: [left.property.name] } : {};
}

/**
 * The names of Lightning's members that only Lightning says, and never in a string: nobody misses them when they are
 * shorter. What browsers have by the same name is for the minifier to know.
 */
function innerNames(sources, around) {
  const outside = new Set(around.flatMap(words));
  const named = sources
    .flatMap((text) => nodesOf(parse(text, { ecmaVersion: 2022, sourceType: 'module' })))
    .map(namesOf);
  const strings = new Set(named.flatMap((names) => names.strings || []));
  const own = new Set(named.flatMap((names) => names.own || []));
  return [...own].filter((name) => !outside.has(name) && !strings.has(name)).sort();
}

/** A source of Lightning without those members. */
function pruned(text, unused) {
  return without(
    text,
    membersOf(text).filter(({ name }) => unused.includes(name))
  );
}

const importsOf = (text) => [...text.matchAll(/^import .*?["']([^"']+)["']/gm)].map(([, path]) => path);

/** The sources that a file reaches, itself included, as far as `locate` names a file for an import. */
function reachedFrom(file, locate, seen = {}) {
  if (file !== null && seen[file] === undefined) {
    seen[file] = readFileSync(file, 'utf8');
    importsOf(seen[file]).forEach((path) => reachedFrom(locate(dirname(file), path), locate, seen));
  }
  return seen;
}

function textsIn(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.(js|ts)$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

module.exports = { UNWANTED, innerNames, pruned, reachedFrom, textsIn, unusedMembers };
