/** Style and bans: eslint, then prettier. */
import { readOptions } from './options';
import { binOf, run } from './processes';

async function lint(fix: boolean): Promise<number> {
  const eslint = run(binOf('eslint'), ['.', '--max-warnings=0', ...(fix ? ['--fix'] : [])]);
  const prettier = run(binOf('prettier'), ['.', fix ? '--write' : '--check', '--log-level=warn']);
  const both = await Promise.all([eslint, prettier]);
  return both.every(({ status }) => status === 0) ? 0 : 1;
}

const { fix } = readOptions(process.argv.slice(2), {
  fix: { kind: 'flag', about: 'repair what can be repaired' }
});
void lint(fix).then((status) => process.exit(status));
