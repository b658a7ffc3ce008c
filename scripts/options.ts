import { parseArgs } from 'node:util';

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

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, { readonly kind: 'option' }>;

class BadOption extends Error {}

function mapped<T>(specs: OptionSpecs, make: (spec: OptionSpec) => T): { [name: string]: T } {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, make(spec)]));
}

function fallbackOf(spec: OptionSpec): Value {
  return spec.kind === 'flag' ? false : spec.fallback;
}

function rangeWords({ min, max }: OptionSpec & { kind: 'number' }): string {
  const words = [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`];
  return words.filter((each) => each !== '').join(' and ');
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

function valueOf({ name, value, inlineValue }: OptionToken, spec: OptionSpec): Value {
  if (spec.kind === 'flag') {
    if (value !== undefined) {
      throw new BadOption(`--${name} takes no value`);
    }
    return true;
  }
  // `parseArgs` takes whatever comes next for a value, another option too
  if (value === undefined || (inlineValue !== true && value.startsWith('--'))) {
    throw new BadOption(`--${name} needs a value`);
  }
  return spec.kind === 'number' ? readNumber(name, value, spec) : readText(name, value, spec);
}

function helpText(specs: OptionSpecs): string {
  const lines = Object.entries(specs).map(([name, spec]) => {
    const shape = spec.kind === 'flag' ? `--${name}` : `--${name} <${spec.kind}>`;
    const fallback = spec.kind === 'flag' ? '' : ` (default ${spec.fallback})`;
    return `  ${shape.padEnd(28)}${spec.about}${fallback}`;
  });
  return ['Options:', ...lines, `  ${'--help'.padEnd(28)}this list`].join('\n');
}

function tokensOf(argv: readonly string[], specs: OptionSpecs): readonly Token[] {
  const options = mapped(specs, ({ kind }) => ({ type: kind === 'flag' ? 'boolean' : 'string' }) as const);
  return parseArgs({ args: [...argv], options, strict: false, tokens: true }).tokens;
}

function collect(argv: readonly string[], specs: OptionSpecs): { [name: string]: Value } {
  const values = mapped(specs, fallbackOf);
  tokensOf(argv, specs).forEach((token) => {
    if (token.kind !== 'option' || !token.rawName.startsWith('--')) {
      throw new BadOption(`did not understand "${argv[token.index]}"`);
    }
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    if (!spec) {
      throw new BadOption(`there is no option --${token.name} (--help lists them)`);
    }
    values[token.name] = valueOf(token, spec);
  });
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
