/** The two slots of a record, and the one place where a torn copy is kept aside. */
export const SLOTS = ['a', 'b'] as const;
export const ASIDE = 'torn';

/** Under which keys of a store a family of programs keeps its records. */
export type Preset = { readonly prefix: string; readonly legacyPrefixes: readonly string[] };

export const COUCHKEY: Preset = { prefix: 'couchkey_', legacyPrefixes: ['couchkey_', 'retune_'] };
export const RETUNE: Preset = { prefix: 'retune_', legacyPrefixes: ['retune_'] };

/** The key of one slot of a record. */
export function keyFor(preset: Preset, name: string, slot: 'a' | 'b' | 'torn'): string {
  return preset.prefix + name + '.' + slot;
}

/** The record that a key belongs to; null when the key is nobody's slot. */
export function nameIn(preset: Preset, key: string): string | null {
  const dot = key.lastIndexOf('.');
  const isSlot = ['a', 'b', ASIDE].indexOf(key.slice(dot + 1)) >= 0;
  return key.indexOf(preset.prefix) === 0 && dot > preset.prefix.length && isSlot
    ? key.slice(preset.prefix.length, dot)
    : null;
}
