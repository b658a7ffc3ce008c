import { createRequire } from 'node:module';

type JestOptions = { readonly [name: string]: { readonly alias?: string | readonly string[] } };

/** Jest 30 renamed the option that everybody's fingers know. */
const RENAMED: { readonly [old: string]: string } = { testPathPattern: 'testPathPatterns' };

function jestOptions(): JestOptions {
  const fromJest = createRequire(createRequire(__filename).resolve('jest'));
  return (fromJest('jest-cli') as { yargsOptions: JestOptions }).yargsOptions;
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

function knownNames(): Set<string> {
  const options = jestOptions();
  const aliases = Object.values(options).flatMap(({ alias = [] }) => alias);
  return new Set([...Object.keys(options), ...aliases, ...Object.keys(RENAMED), 'help', 'version']);
}

function nameOf(argument: string): string | null {
  const found = /^--?(?:no-)?([\w-]+)(?:=|$)/.exec(argument);
  return found === null ? null : camelCase(found[1] as string);
}

function renamed(argument: string): string {
  const name = nameOf(argument);
  const now = name === null ? undefined : RENAMED[name];
  return now === undefined ? argument : argument.replace(/^--[\w-]+/, `--${now}`);
}

/** The first argument that Jest would not understand, or null. */
export function unknownArgument(argv: readonly string[]): string | null {
  const known = knownNames();
  const isUnknown = (argument: string): boolean => {
    const name = nameOf(argument);
    return name !== null && !known.has(name);
  };
  return argv.find(isUnknown) ?? null;
}

/** Our arguments in Jest's present words. */
export function jestArguments(argv: readonly string[]): string[] {
  return argv.map(renamed);
}

/** Whether everything is asked for, not one file, one name or one project. */
export function isWholeSuite(argv: readonly string[]): boolean {
  return !argv.some((argument) =>
    /^[^-]|^--(testPath|testName|selectProjects|runTestsByPath|onlyChanged)|^-t$/.test(argument)
  );
}
