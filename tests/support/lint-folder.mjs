/** Lints the folder it is given with that folder's own configuration; prints what each file was refused for. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2];
const from = createRequire(join(folder, 'eslint.config.mjs'));
const { ESLint } = from('eslint');
const plugin = await import(pathToFileURL(join(folder, 'eslint/plugin.mjs')).href);
const patterns = JSON.parse(readFileSync(join(folder, 'plants.json'), 'utf8'));

const results = await new ESLint({ cwd: folder }).lintFiles(patterns);
const refused = results.map(({ filePath, messages }) => [
  relative(folder, filePath).replaceAll('\\', '/'),
  messages.map(({ ruleId, message }) => ({ rule: ruleId, message }))
]);
process.stdout.write(
  JSON.stringify({ rules: Object.keys(plugin.default.rules), refused: Object.fromEntries(refused) })
);
