import { parseArgs, type ParseArgsConfig } from 'node:util';
import { commandFailureOf } from './command-failure';

type Given = { readonly file: string; readonly values: { readonly [name: string]: unknown } };

/** The one file named on the command line, and the options beside it. */
export function fileIn(
  args: readonly string[],
  usage: string,
  options: NonNullable<ParseArgsConfig['options']> = {}
): Given {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw commandFailureOf('badOption', `one file, please: couchkey ${usage}`);
  }
  return { file, values };
}
