/**
 * What is not written here, and why. Each entry becomes an ESLint rule `couchkey/<name>`; the reason is
 * its message. `tests/unit/house/plants.test.ts` plants one of each and sees it refused.
 */
const OLD_ENGINES =
  'arrived long after Chrome 38, which webOS 3 carries; lowering it costs bytes at every use on a television:';

/** In anything that reaches a television. */
export const TV_BANS = {
  'no-optional-chaining': {
    selector: 'ChainExpression',
    reason: `\`?.\` ${OLD_ENGINES} ask first, then read.`
  },
  'no-nullish': {
    selector: 'LogicalExpression[operator="??"]',
    reason: `\`??\` ${OLD_ENGINES} compare with null or undefined and say which one is meant.`
  },
  'no-logical-assignment': {
    selector: 'AssignmentExpression[operator=/^(\\?\\?|&&|\\|\\|)=$/]',
    reason: `Logical assignment ${OLD_ENGINES} write the assignment out.`
  },
  'no-async': {
    selector: ':function[async=true], AwaitExpression, ForOfStatement[await=true]',
    reason:
      'async and await lower to a state machine and a helper for old televisions: chain promises with then.'
  },
  'no-generators': {
    selector: ':function[generator=true]',
    reason:
      'Generators lower to a state machine and a helper for old televisions: return an array or call back.'
  },
  'no-for-of': {
    selector: 'ForOfStatement[await=false]',
    reason:
      'for-of lowers to the iterator protocol with try and finally at every loop: use forEach, map or an index.'
  },
  'no-console': {
    selector: 'MemberExpression[object.name="console"]',
    reason: 'A console on a television is read by nobody and may print a token: write to ILog, which redacts.'
  },
  'no-random': {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    reason: 'Chance that a test cannot repeat: it comes from IClock.random().'
  }
};

/** In everything under src. */
export const SRC_BANS = {
  'no-enum': {
    selector: 'TSEnumDeclaration',
    reason: 'An enum is code, and a const enum cannot be transpiled file by file: use a union of strings.'
  },
  'no-default-export': {
    selector: 'ExportDefaultDeclaration',
    reason: 'A default export has a different name in every file that imports it: export it by name.'
  },
  'no-star-export': {
    selector: 'ExportAllDeclaration',
    reason: 'A star export hides what a module offers: name each thing.'
  },
  'interface-begins-with-i': {
    selector: ':not(TSModuleBlock) > TSInterfaceDeclaration:not([id.name=/^I[A-Z]/])',
    reason: 'An interface is a port that somebody implements and is called I…; data is a type.'
  },
  'type-without-i': {
    selector: 'TSTypeAliasDeclaration[id.name=/^I[A-Z][a-z]/]',
    reason: 'I… is kept for interfaces that somebody implements; a type is data and has a plain name.'
  },
  'private-begins-with-underscore': {
    selector:
      ':matches(PropertyDefinition, MethodDefinition, AccessorProperty)[accessibility=/^(private|protected)$/][key.name=/^[^_]/], ' +
      'TSParameterProperty[accessibility=/^(private|protected)$/] > Identifier[name=/^[^_]/]',
    reason: "A private member begins with _, so that a reader sees at each use that it is nobody else's."
  },
  'no-hash-private': {
    selector: 'PrivateIdentifier',
    reason: '#private lowers to a WeakMap per field: use `private _name`.'
  }
};

/** In ui. */
export const UI_BANS = {
  'no-states-method': {
    selector: 'MethodDefinition[key.name="_states"]',
    reason:
      'Lightning states are named by their class, which minifying renames: keep a plain field, or State in the core.'
  }
};

/** Outside ui, where Lightning's own hooks begin with _ and are public. */
export const OUTSIDE_UI_BANS = {
  'underscore-is-private': {
    selector:
      ':matches(PropertyDefinition, MethodDefinition)[key.name=/^_/]:not([accessibility=/^(private|protected)$/])',
    reason: 'A member that begins with _ is declared private, so that the compiler holds what the name says.'
  }
};

const BROWSER =
  'is a browser global. Only src/platform speaks to the set; everything else is given a port (core/ports.ts).';

/** The globals of a browser or of Node. */
export const BROWSER_GLOBALS = [
  'window',
  'self',
  'globalThis',
  'document',
  'navigator',
  'location',
  'history',
  'screen',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'crypto',
  'caches',
  'alert',
  'tizen',
  'webapis',
  'webOS',
  'webOSSystem',
  'PalmSystem',
  'speechSynthesis',
  'Image',
  'Worker',
  'URL',
  'URLSearchParams',
  'TextEncoder',
  'TextDecoder',
  'atob',
  'btoa',
  'addEventListener',
  'removeEventListener',
  'process',
  'Buffer',
  'require',
  'global'
].map((name) => ({ name, message: `\`${name}\` ${BROWSER}` }));

/** What a screen may still use: it draws on a canvas. */
export const UI_GLOBALS = BROWSER_GLOBALS.filter(({ name }) => name !== 'window' && name !== 'document');

/** Time, which tests must be able to hold still. */
export const CLOCK_GLOBALS = [
  'Date',
  'performance',
  'setTimeout',
  'setInterval',
  'clearTimeout',
  'clearInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
  'requestIdleCallback'
].map((name) => ({
  name,
  message: `\`${name}\` is time that a test cannot hold still, and a set whose clock is wrong: ask IClock (src/platform makes it).`
}));

/** Core and plugin rules that know no reason of their own. */
export const REASONS = {
  'function-length': 'Longer than a screen is longer than a thought: take a step out and give it a name.',
  'file-length': 'A file is one idea; this one holds several: move one to a file named after it.',
  'return-type': 'The return type is the promise that callers and the compiler hold the function to.',
  'public-jsdoc': 'Whoever calls this from another file reads one sentence about it first.'
};
