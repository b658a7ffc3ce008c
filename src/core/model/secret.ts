/** A secret on its way from a key press to a port. It prints as stars; no state outlives its use. */
export type Secret = { readonly reveal: () => string; readonly toJSON: () => string };

/** Wraps a typed PIN or a pasted token, so that no log and no printed state can show it. */
export function secretOf(text: string): Secret {
  return { reveal: () => text, toJSON: () => '***' };
}
