/** What the standard library gained after Chrome 38: how a call looks in a built script, and core-js's name for it. */
export const AFTER_CHROME_38: readonly (readonly [string, string])[] = [
  ['Array.from', 'es.array.from'],
  ['Array.of', 'es.array.of'],
  ['.copyWithin(', 'es.array.copy-within'],
  ['.fill(', 'es.array.fill'],
  ['.find(', 'es.array.find'],
  ['.findIndex(', 'es.array.find-index'],
  ['.findLast(', 'es.array.find-last'],
  ['.includes(', 'es.array.includes'],
  ['.flat(', 'es.array.flat'],
  ['.flatMap(', 'es.array.flat-map'],
  ['Object.assign', 'es.object.assign'],
  ['Object.entries', 'es.object.entries'],
  ['Object.values', 'es.object.values'],
  ['Object.fromEntries', 'es.object.from-entries'],
  ['.startsWith(', 'es.string.starts-with'],
  ['.endsWith(', 'es.string.ends-with'],
  ['.repeat(', 'es.string.repeat'],
  ['.padStart(', 'es.string.pad-start'],
  ['.padEnd(', 'es.string.pad-end'],
  ['.trimStart(', 'es.string.trim-start'],
  ['.trimEnd(', 'es.string.trim-end'],
  ['.matchAll(', 'es.string.match-all'],
  ['.replaceAll(', 'es.string.replace-all'],
  ['.codePointAt(', 'es.string.code-point-at'],
  ['String.fromCodePoint', 'es.string.from-code-point'],
  ['.finally(', 'es.promise.finally'],
  ['Promise.allSettled', 'es.promise.all-settled'],
  ['Promise.any', 'es.promise.any']
];

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
