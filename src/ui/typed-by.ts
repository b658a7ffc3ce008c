import type { Page, Typing } from './page';

/** What a keyboard prints that an address may hold. */
const PRINTED = /^[!-~]$/;

/** Digits of a remote are 48–57, of a number pad 96–105, whatever the keyboard prints. Addresses take what it prints. */
export function typedBy(event: Pick<KeyboardEvent, 'keyCode' | 'key'>, types: Page['types']): Typing | null {
  if (types === 'address' && PRINTED.test(String(event.key))) {
    return { type: 'type', text: event.key };
  }
  const digit = event.keyCode >= 96 ? event.keyCode - 96 : event.keyCode - 48;
  return types !== 'nothing' && digit >= 0 && digit <= 9 ? { type: 'type', text: String(digit) } : null;
}
