import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import type { Source } from './rooms';

const ROOT = resolve(__dirname, '../..');

/** What our sources may take from the SDK at run time. */
const SDK = ['Launch', 'Lightning', 'AppData'];

/** Members of Lightning's objects that a cut took away or left without effect. */
const CUT_MEMBERS = [
  ...['flex', 'flexItem', 'advancedRenderer', 'animation'],
  ...['_states', '_setState', '_getState', '_inState', '_onStateChange', 'colorshift'],
  ...['longpress', 'enablePointer', 'bindProp', 'getSettings', 'getNonDefaults'],
  ...[
    'rtt',
    'rttLazy',
    'renderToTexture',
    'renderOffscreen',
    'colorizeResultTexture',
    'texturizer',
    'getTexture'
  ],
  ...['wordWrapWidth', 'maxLines', 'textOverflow', 'letterSpacing', 'shadow', 'highlight']
];

/** Static members by which an app asks the SDK for what is cut. */
const CUT_STATICS = ['language', 'colors', 'getLocale'];

type Shipped = { readonly [name: string]: readonly string[] };

function parse(source: Source): ts.SourceFile {
  return ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true);
}

function nodesOf(node: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [node];
  ts.forEachChild(node, (child) => void nodes.push(...nodesOf(child)));
  return nodes;
}

function namesOf(value: ts.Expression): string[] {
  const properties = ts.isObjectLiteralExpression(value) ? value.properties : [];
  return properties.flatMap(({ name }) => (name === undefined ? [] : [name.getText()]));
}

/** What stands on `Lightning` in our bundle, and what on each of those that is a table itself. */
export function shipped(): Shipped {
  const path = 'webpack/lightning/core.js';
  const file = parse({ path, text: readFileSync(join(ROOT, path), 'utf8') });
  const [table] = file.statements.filter(ts.isExportAssignment).map(({ expression }) => expression);
  const properties = ts.isObjectLiteralExpression(table as ts.Expression)
    ? (table as ts.ObjectLiteralExpression).properties
    : [];
  return Object.fromEntries(
    properties.map((each): [string, string[]] => [
      (each.name as ts.Identifier).text,
      ts.isPropertyAssignment(each) ? namesOf(each.initializer) : []
    ])
  );
}

function importFaults(node: ts.Node): string[] {
  const isOurs = ts.isImportDeclaration(node) && /^'@lightningjs\//.test(node.moduleSpecifier.getText());
  const bindings = isOurs && !node.importClause?.isTypeOnly ? node.importClause?.namedBindings : undefined;
  const named = bindings !== undefined && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
  return named
    .filter((each) => !each.isTypeOnly)
    .map(({ name, propertyName }) => (propertyName ?? name).text)
    .filter((name) => !SDK.includes(name));
}

/** `Lightning.textures.X` holds `Lightning.textures`: each level is judged by itself. */
function partFaults(node: ts.Node, parts: Shipped): string[] {
  if (!ts.isPropertyAccessExpression(node)) {
    return [];
  }
  const owner = node.expression.getText();
  const known = owner === 'Lightning' ? Object.keys(parts) : parts[owner.replace(/^Lightning\./, '')];
  const isTable = owner === 'Lightning' || (/^Lightning\./.test(owner) && (known ?? []).length > 0);
  return isTable && !(known as string[]).includes(node.name.text) ? [node.getText()] : [];
}

function isStatic(node: ts.Node): boolean {
  return ts.isClassElement(node) && (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) !== 0;
}

function memberFaults(node: ts.Node): string[] {
  const isMember = ts.isPropertyAssignment(node) || ts.isClassElement(node);
  const isUse = isMember || ts.isShorthandPropertyAssignment(node) || ts.isPropertyAccessExpression(node);
  const name = isUse && node.name !== undefined ? node.name.getText() : '';
  return CUT_MEMBERS.includes(name) || (isStatic(node) && CUT_STATICS.includes(name)) ? [name] : [];
}

/** What a source uses of Lightning that is not in our bundle. */
export function cutUses(source: Source, parts: Shipped = shipped()): string[] {
  return nodesOf(parse(source)).flatMap((node) => [
    ...importFaults(node),
    ...partFaults(node, parts),
    ...memberFaults(node)
  ]);
}
