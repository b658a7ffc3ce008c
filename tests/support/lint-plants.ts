export type Plant = { readonly path: string; readonly code: string };

const CORE = 'src/core/machine';
const UI = 'src/ui/screens';

const long = (lines: number): string => Array.from({ length: lines }, (_, n) => `  now(${n});`).join('\n');

const documented = '/** Says so. */\nexport ';

/** One violation for each rule of ours, each in a room where it must be refused. */
export const LINT_PLANTS: { readonly [rule: string]: Plant } = {
  'no-optional-chaining': {
    path: `${CORE}/a.ts`,
    code: `${documented}const length = (text: string | null): unknown => text?.length;`
  },
  'no-nullish': {
    path: 'src/modules/plex/auth/a.ts',
    code: `${documented}const name = (text: string | null): string => text ?? '';`
  },
  'no-logical-assignment': {
    path: 'src/runner/a.ts',
    code: `${documented}function fill(text: string | null): string | null {\n  text ??= '';\n  return text;\n}`
  },
  'no-async': {
    path: 'src/platform/a.ts',
    code: `${documented}async function wait(): Promise<void> {\n  await Promise.resolve();\n}`
  },
  'no-generators': {
    path: 'src/platform/b.ts',
    code: `${documented}function* count(): Generator<number> {\n  yield 1;\n}`
  },
  'no-for-of': {
    path: `${CORE}/b.ts`,
    code: `${documented}function each(list: string[], then: (text: string) => void): void {\n  for (const text of list) {\n    then(text);\n  }\n}`
  },
  'no-console': { path: 'src/main-tv.ts', code: "console.log('token');\nexport {};" },
  'no-random': { path: `${CORE}/c.ts`, code: `${documented}const chance = (): number => Math.random();` },
  'no-enum': { path: `${CORE}/d.ts`, code: 'export const enum Color {\n  Red\n}' },
  'no-default-export': { path: `${UI}/a.ts`, code: 'export default 1;' },
  'no-star-export': { path: 'src/modules/plex/auth/index.ts', code: "export * from './a';" },
  'interface-begins-with-i': {
    path: 'src/core/ports.ts',
    code: 'export interface Clock {\n  now(): number;\n}'
  },
  'type-without-i': { path: 'src/core/model/a.ts', code: 'export type IClock = { readonly now: number };' },
  'private-begins-with-underscore': {
    path: 'src/modules/plex/auth/b.ts',
    code: 'export class Box {\n  private inside = 1;\n}'
  },
  'no-hash-private': { path: 'src/platform/c.ts', code: 'export class Box {\n  #inside = 1;\n}' },
  'underscore-is-private': { path: 'src/platform/d.ts', code: 'export class Box {\n  _inside = 1;\n}' },
  'no-states-method': {
    path: `${UI}/b.ts`,
    code: 'export class Box {\n  static _states(): unknown[] {\n    return [];\n  }\n}'
  },
  'no-lightning-names': {
    path: `${UI}/c.ts`,
    code: 'export class Box {\n  private _select(): void {}\n}'
  },
  'no-browser': { path: `${CORE}/e.ts`, code: `${documented}const width = (): number => window.innerWidth;` },
  'no-clock': {
    path: 'src/runner/b.ts',
    code: `${documented}function later(then: () => void): void {\n  setTimeout(then, 1);\n}`
  },
  'function-length': {
    path: `${CORE}/f.ts`,
    code: `${documented}function all(now: (n: number) => void): void {\n${long(51)}\n}`
  },
  'file-length': {
    path: `${CORE}/g.ts`,
    code: Array.from({ length: 301 }, (_, n) => `export const a${n} = ${n};`).join('\n')
  },
  'return-type': { path: `${CORE}/h.ts`, code: `${documented}function one() {\n  return 1;\n}` },
  'public-jsdoc': { path: `${CORE}/i.ts`, code: 'export function one(): number {\n  return 1;\n}' }
};

/** What the house is full of: must pass everywhere. */
export const CLEAN: readonly Plant[] = [
  { path: `${CORE}/clean.ts`, code: `${documented}function one(): number {\n  return 1;\n}\n` },
  {
    path: 'src/gateway/clean.ts',
    code: `${documented}async function one(text?: string): Promise<string> {\n  return (await Promise.resolve(text)) ?? '';\n}\n`
  },
  {
    path: `${UI}/clean.ts`,
    code: 'export class Box {\n  _handleBack(): void {\n    this._drawNothing();\n  }\n\n  private _drawNothing(): void {}\n}\n'
  }
];
