/** The size of the house in figures: its longest function and file, rooms, concepts, and dependencies with their reasons. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOMS, sourcesIn, type Source } from '../tests/support/rooms';
import { readOptions } from './options';
import { ROOT } from './processes';

type Measured = { readonly where: string; readonly lines: number };

const linesOf = (text: string): number => text.trimEnd().split('\n').length;

const longest = (all: readonly Measured[]): Measured =>
  all.reduce((most, each) => (each.lines > most.lines ? each : most), { where: 'nothing', lines: 0 });

/** Every function of a file, by the line it begins at. */
export function functionsIn({ path, text }: Source): Measured[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Measured[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      found.push({ where: `${path}:${line + 1}`, lines: linesOf(node.getText()) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Members of a union of objects, or interfaces of a file: how many there are to know. */
function count(path: string, pattern: RegExp): number {
  return [...readFileSync(join(ROOT, path), 'utf8').matchAll(pattern)].length;
}

function membersOf(path: string, type: string): number {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const body = new RegExp(`export type ${type} =([^;]|;(?!\\n\\n))*;\\n`).exec(text)?.[0] ?? '';
  return body.split('\n  | ').length - 1 || body.split(' | ').length;
}

/** A package is in a row of docs/dependencies.md, and the row says why. */
export function reasonsIn(page: string): Map<string, string> {
  const rows = page.split('\n').filter((line) => /^\| [@a-z]/.test(line) && !line.startsWith('| package'));
  return new Map(
    rows.flatMap((row) => {
      const [, names = '', why = ''] = row.split('|').map((cell) => cell.trim());
      return names.split(',').map((name): [string, string] => [name.trim(), why]);
    })
  );
}

function dependencies(): number {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const reasons = reasonsIn(readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8'));
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  process.stdout.write(
    `${names.length} dependencies, ${Object.keys(manifest.dependencies).length} of them ship\n`
  );
  names.forEach((name) => process.stdout.write(`  ${name.padEnd(30)}${reasons.get(name) || 'NO REASON'}\n`));
  return names.every((name) => reasons.get(name)) ? 0 : 1;
}

function figures(): readonly string[] {
  const sources = sourcesIn('src');
  const file = longest(sources.map(({ path, text }) => ({ where: path, lines: linesOf(text) })));
  const act = longest(sources.flatMap(functionsIn));
  const message = 'src/core/model/message.ts';
  const concepts = [
    `${membersOf('src/core/model/session-state.ts', 'AuthState')} auth states`,
    `${membersOf('src/core/model/session-state.ts', 'ConnectionState')} connection states`,
    ...['Intent', 'Outcome', 'Effect'].map((type) => `${membersOf(message, type)} ${type.toLowerCase()}s`),
    `${count('src/core/ports.ts', /^export interface I/gm)} ports`,
    `${sources.filter(({ path }) => path.startsWith('src/ui/screens/')).length} screen files`
  ];
  return [
    `longest function   ${act.lines} lines, ${act.where}`,
    `largest file       ${file.lines} lines, ${file.where}`,
    `${sources.length} files in ${Object.keys(ROOMS).length} rooms`,
    `concepts           ${concepts.join(', ')}`
  ];
}

if (require.main === module) {
  readOptions(process.argv.slice(2), {});
  process.stdout.write(`${figures().join('\n')}\n`);
  process.exitCode = dependencies();
}
