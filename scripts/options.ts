/**
 * The one reader of command line options that every command of ours uses.
 *
 *   const options = readOptions(process.argv.slice(2), {
 *     port: { kind: 'number', fallback: 8080, about: 'where the page is served' },
 *     host: { kind: 'text', fallback: '127.0.0.1', about: 'address to listen on' },
 *     lan: { kind: 'flag', about: 'listen on every address of this machine' }
 *   });
 *   options.port // number      options.host // string      options.lan // boolean
 *
 * Understands `--port 8080` and `--port=8080`. `--help` prints the list and ends with 0. Anything wrong is
 * one clear line on stderr and exit status 2. `parseOptions` is the same without ending the process.
 */
export type OptionSpec =
  | { readonly kind: 'flag'; readonly about: string }
  | {
      readonly kind: 'text';
      readonly fallback: string;
      readonly about: string;
      readonly oneOf?: readonly string[];
    }
  | {
      readonly kind: 'number';
      readonly fallback: number;
      readonly about: string;
      readonly min?: number;
      readonly max?: number;
    };

export type OptionSpecs = { readonly [name: string]: OptionSpec };

type ValueOf<S extends OptionSpec> = S extends { kind: 'flag' }
  ? boolean
  : S extends { kind: 'number' }
    ? number
    : string;

export type Options<S extends OptionSpecs> = { -readonly [name in keyof S]: ValueOf<S[name]> };

export type Parsed<S extends OptionSpecs> =
  | { readonly kind: 'ok'; readonly options: Options<S> }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'bad'; readonly reason: string };

type Value = string | number | boolean;

class BadOption extends Error {}

function fallbackOf(spec: OptionSpec): Value {
  return spec.kind === 'flag' ? false : spec.fallback;
}

function rangeWords(spec: OptionSpec & { kind: 'number' }): string {
  const words = [];
  if (spec.min !== undefined) {
    words.push(`at least ${spec.min}`);
  }
  if (spec.max !== undefined) {
    words.push(`at most ${spec.max}`);
  }
  return words.join(' and ');
}

function readNumber(name: string, text: string, spec: OptionSpec & { kind: 'number' }): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new BadOption(`--${name} needs a number, not "${text}"`);
  }
  if (value < (spec.min ?? -Infinity) || value > (spec.max ?? Infinity)) {
    throw new BadOption(`--${name} must be ${rangeWords(spec)}, not ${value}`);
  }
  return value;
}

function readText(name: string, text: string, spec: OptionSpec & { kind: 'text' }): string {
  if (spec.oneOf && !spec.oneOf.includes(text)) {
    throw new BadOption(`--${name} must be one of ${spec.oneOf.join(', ')}, not "${text}"`);
  }
  return text;
}

function readFlag(name: string, text: string | undefined): boolean {
  if (text !== undefined) {
    throw new BadOption(`--${name} takes no value`);
  }
  return true;
}

function nameAndText(argument: string): { readonly name: string; readonly text: string | undefined } {
  if (!argument.startsWith('--')) {
    throw new BadOption(`did not understand "${argument}"`);
  }
  const cut = argument.indexOf('=');
  return cut < 0
    ? { name: argument.slice(2), text: undefined }
    : { name: argument.slice(2, cut), text: argument.slice(cut + 1) };
}

function valueOf(name: string, spec: OptionSpec, text: string | undefined, rest: string[]): Value {
  if (spec.kind === 'flag') {
    return readFlag(name, text);
  }
  const given = text === undefined ? rest.shift() : text;
  if (given === undefined || (text === undefined && given.startsWith('--'))) {
    throw new BadOption(`--${name} needs a value`);
  }
  return spec.kind === 'number' ? readNumber(name, given, spec) : readText(name, given, spec);
}

function helpText(specs: OptionSpecs): string {
  const lines = Object.entries(specs).map(([name, spec]) => {
    const shape = spec.kind === 'flag' ? `--${name}` : `--${name} <${spec.kind}>`;
    const fallback = spec.kind === 'flag' ? '' : ` (default ${spec.fallback})`;
    return `  ${shape.padEnd(28)}${spec.about}${fallback}`;
  });
  return ['Options:', ...lines, `  ${'--help'.padEnd(28)}this list`].join('\n');
}

function collect(argv: readonly string[], specs: OptionSpecs): { [name: string]: Value } {
  const values: { [name: string]: Value } = {};
  Object.entries(specs).forEach(([name, spec]) => (values[name] = fallbackOf(spec)));
  const rest = [...argv];
  while (rest.length > 0) {
    const { name, text } = nameAndText(rest.shift() as string);
    const spec = Object.prototype.hasOwnProperty.call(specs, name) ? specs[name] : undefined;
    if (!spec) {
      throw new BadOption(`there is no option --${name} (--help lists them)`);
    }
    values[name] = valueOf(name, spec, text, rest);
  }
  return values;
}

/** Reads the arguments without touching the process. */
export function parseOptions<S extends OptionSpecs>(argv: readonly string[], specs: S): Parsed<S> {
  if (argv.includes('--help') && !('help' in specs)) {
    return { kind: 'help', text: helpText(specs) };
  }
  try {
    return { kind: 'ok', options: collect(argv, specs) as Options<S> };
  } catch (thrown) {
    if (thrown instanceof BadOption) {
      return { kind: 'bad', reason: thrown.message };
    }
    throw thrown;
  }
}

/** Ends the process for something the caller did wrong: one line, status 2. */
export function refuse(reason: string): never {
  process.stderr.write(`couchkey: ${reason}\n`);
  process.exit(2);
}

/** Reads the arguments; a mistake in them ends the process with one line and status 2. */
export function readOptions<S extends OptionSpecs>(argv: readonly string[], specs: S): Options<S> {
  const parsed = parseOptions(argv, specs);
  if (parsed.kind === 'ok') {
    return parsed.options;
  }
  if (parsed.kind === 'help') {
    process.stdout.write(`${parsed.text}\n`);
    process.exit(0);
  }
  return refuse(parsed.reason);
}
