/** What webpack knows and writes in: which target this is, its version, and the moment of its last commit. */
export type BuildFacts = { readonly target: string; readonly version: string; readonly builtAt: number };

declare const COUCHKEY_BUILD: BuildFacts | undefined;

/** `lng` writes nothing in, so its output is a plain browser page of no particular moment. */
export function buildFacts(): BuildFacts {
  return typeof COUCHKEY_BUILD === 'undefined'
    ? { target: 'browser', version: '0.0.0', builtAt: 0 }
    : COUCHKEY_BUILD;
}
