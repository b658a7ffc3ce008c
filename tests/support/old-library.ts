import { createContext, runInContext } from 'node:vm';
import { transformSync } from '@swc/core';

type Call = readonly [call: string, owner: string, name: string];

/** What the standard library gained after Chrome 38: how a call looks in a built script, whose it is, and its name. */
export const AFTER_CHROME_38: readonly Call[] = [
  ...statics('Array', 'from of'),
  ...statics('Object', 'assign entries values fromEntries'),
  ...statics('Promise', 'allSettled any'),
  ...statics('String', 'fromCodePoint'),
  ...methods('Array.prototype', 'copyWithin fill find findIndex findLast includes flat flatMap'),
  ...methods('String.prototype', 'startsWith endsWith repeat padStart padEnd trimStart trimEnd'),
  ...methods('String.prototype', 'matchAll replaceAll codePointAt'),
  ...methods('Promise.prototype', 'finally')
];

function statics(owner: string, names: string): Call[] {
  return names.split(' ').map((name) => [`${owner}.${name}`, owner, name]);
}

function methods(owner: string, names: string): Call[] {
  return names.split(' ').map((name) => [`.${name}(`, owner, name]);
}

/** Whose members, and which. Library only; syntax is es-check's to see. */
export const GONE: readonly (readonly [string, string])[] = [
  ['Array', 'from of fromAsync'],
  [
    'Array.prototype',
    'copyWithin fill find findIndex findLast findLastIndex includes flat flatMap at values'
  ],
  ['Object', 'assign entries values fromEntries getOwnPropertyDescriptors hasOwn groupBy'],
  ['String.prototype', 'startsWith endsWith includes repeat padStart padEnd trimStart trimEnd matchAll'],
  ['String.prototype', 'replaceAll at codePointAt normalize'],
  ['Promise', 'allSettled any try withResolvers'],
  ['Promise.prototype', 'finally'],
  ['Float32Array.prototype.__proto__', 'slice fill find findIndex includes'],
  ['KeyboardEvent.prototype', 'key code'],
  ['window', 'fetch URLSearchParams Reflect Proxy TextEncoder TextDecoder AbortController queueMicrotask'],
  [
    'window',
    'structuredClone createImageBitmap IntersectionObserver ResizeObserver OffscreenCanvas BigInt WeakRef'
  ]
];

/** Run in a page before everything else: takes away what Chrome 38 did not have. */
export function becomeOld(gone: typeof GONE): void {
  gone.forEach(([owner, names]) => {
    const from = owner
      .split('.')
      .reduce<Record<string, unknown>>((at, name) => at[name] as Record<string, unknown>, window as never);
    names.split(' ').forEach((name) => delete from[name]);
  });
}

/** A file of ours without imports, as an old engine would be given it. */
export function es5Of(source: string): string {
  const jsc = { parser: { syntax: 'typescript' }, target: 'es5' } as const;
  return `var exports = {}; ${transformSync(source, { swcrc: false, jsc, module: { type: 'commonjs' } }).code}`;
}

/** A fresh JavaScript world without all of that, and then with what a script brings: `run` gives what code is there. */
export function oldWorld(script: string): <T>(code: string) => T {
  const world = createContext({});
  const take = ([, owner, name]: Call): unknown => runInContext(`delete ${owner}.${name}`, world);
  AFTER_CHROME_38.forEach(take);
  runInContext('delete Float32Array.prototype.__proto__.slice; delete String.prototype.includes', world);
  runInContext(script, world);
  return (code) => runInContext(code, world) as never;
}
