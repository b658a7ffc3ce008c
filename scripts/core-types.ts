/** The types of the package couchkey-core in one file: what TypeScript emits for src/main-embed.ts, flat and in a fixed order. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './processes';

/** Made from the types by `npm run docs`, so that a change of what embedders see is seen in review. */
export const API_PAGE = join(ROOT, 'docs/api/couchkey-core.api.md');

const EMITTED = join(ROOT, 'build/core-types');
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2015,
  lib: ['lib.es2015.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  strict: true,
  skipLibCheck: true,
  declaration: true,
  emitDeclarationOnly: true,
  removeComments: false,
  rootDir: join(ROOT, 'src'),
  outDir: EMITTED
};

type Found = { readonly name: string; readonly text: string };

/** A program over the declarations alone, held in memory. */
function declared(): ts.Program {
  const files = new Map<string, string>();
  const host = ts.createCompilerHost(OPTIONS);
  const sources = ts.createProgram([join(ROOT, 'src/main-embed.ts'), ...ambient()], OPTIONS, host);
  sources.emit(undefined, (path, text) => files.set(path, text));
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.directoryExists = (path) => path.startsWith(EMITTED) || existsSync(path);
  host.getSourceFile = (path, how, ...rest) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile(path, how, ...rest)
      : ts.createSourceFile(path, text, how, true);
  };
  return ts.createProgram([join(EMITTED, 'main-embed.d.ts')], OPTIONS, host);
}

function ambient(): string[] {
  return ts.sys.readDirectory(join(ROOT, 'src'), ['.d.ts'], undefined, ['*']);
}

function isOurs(declaration: ts.Declaration): boolean {
  return declaration.getSourceFile().fileName.startsWith(EMITTED);
}

function meant(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** A constant's statement holds its `declare`; the declaration itself does not. */
function statementOf(node: ts.Declaration): ts.Node {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}

function isTopLevel(node: ts.Declaration): boolean {
  return ts.isSourceFile(statementOf(node).parent);
}

/** All that the exports are made of, each symbol once. */
function reached(checker: ts.TypeChecker, first: readonly ts.Symbol[]): ts.Symbol[] {
  const all = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      if (symbol !== undefined) {
        add(meant(checker, symbol));
      }
    }
    ts.forEachChild(node, visit);
  };
  const add = (symbol: ts.Symbol): void => {
    const ours = (symbol.declarations ?? []).filter((each) => isOurs(each) && isTopLevel(each));
    if (ours.length > 0 && !all.has(symbol)) {
      all.add(symbol);
      ours.forEach((each) => visit(statementOf(each)));
    }
  };
  first.forEach(add);
  return [...all];
}

/** Without the private half: nobody may build on it, so nobody has to see it change. */
function textOf(symbol: ts.Symbol): string {
  const statements = (symbol.declarations ?? []).map((each) => statementOf(each).getText());
  return statements
    .map((text) => text.replace(/^export /, '').replace(/^ +private (?!readonly _brand)[^;]*;\n/gm, ''))
    .map((text) => (/^declare |^type |^interface /.test(text) ? text : `declare ${text}`))
    .join('\n');
}

function check(found: readonly Found[]): void {
  const names = found.map(({ name }) => name);
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  const inline = found.filter(({ text }) => text.includes('import(')).map(({ name }) => name);
  if (twice.length + inline.length > 0) {
    throw new Error(`cannot be flattened: ${[...twice, ...inline].join(', ')}`);
  }
}

/** The declarations as one module that imports nothing. */
export function coreTypes(): string {
  const program = declared();
  const checker = program.getTypeChecker();
  const entry = program.getSourceFile(join(EMITTED, 'main-embed.d.ts')) as ts.SourceFile;
  const exports = checker.getExportsOfModule(checker.getSymbolAtLocation(entry) as ts.Symbol);
  const found = reached(
    checker,
    exports.map((each) => meant(checker, each))
  ).map((symbol) => ({ name: symbol.name, text: textOf(symbol) }));
  check(found);
  const texts = found.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ text }) => text);
  const names = exports.map(({ name }) => name).sort();
  return `${texts.join('\n\n')}\n\nexport { ${names.join(', ')} };\n`;
}

/** The page for reviewers. */
export function apiPage(): string {
  return `# What couchkey-core shows\n\nMade by \`npm run docs\`; do not edit. A change here is a change for embedders.\n\n\`\`\`ts\n${coreTypes()}\`\`\`\n`;
}
