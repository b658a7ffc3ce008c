import { signsOf } from './break-text';
import type { Page, Typing } from './page';

type Pressed = Pick<KeyboardEvent, 'keyCode' | 'key'> &
  Partial<Pick<KeyboardEvent, 'ctrlKey' | 'altKey' | 'metaKey'>>;

/** What a keyboard prints that an address may hold. */
const PRINTED = /^[!-~]$/;

/** Digits of a remote are 48–57, of a number pad 96–105, whatever the keyboard prints. Addresses take what it prints. */
export function typedBy(event: Pressed, types: Page['types'], anySign = false): Typing | null {
  const key = String(event.key);
  if (types === 'nothing' || isShortcut(event)) {
    return null;
  }
  if (types === 'address' && (PRINTED.test(key) || (anySign && isSign(key)))) {
    return { type: 'type', text: key };
  }
  const digit = event.keyCode >= 96 ? event.keyCode - 96 : event.keyCode - 48;
  return digit >= 0 && digit <= 9 ? { type: 'type', text: String(digit) } : null;
}

/** A pasted text is what a keyboard could have typed of it there. */
export function pastedInto({ types, anySign }: Pick<Page, 'types' | 'anySign'>, text: string): Typing | null {
  const typed = signsOf(text).map((key: string): string => {
    const act = typedBy({ key, keyCode: 48 + parseInt(key, 10) }, types, anySign);
    return act !== null && act.type === 'type' ? act.text : '';
  });
  return typed.join('') === '' ? null : { type: 'type', text: typed.join('') };
}

/** A remote types digits only, and its OK means what has the focus; a keyboard's Enter means that all is typed. */
export function focusAfterTyping(act: Typing, { done }: Pick<Page, 'done'>, focus: string): string {
  const isKeyboard = act.type === 'type' && !/^\d$/.test(act.text);
  return isKeyboard && done !== '' ? done : focus;
}

/** AltGr is Ctrl and Alt together, and prints. */
function isShortcut({ ctrlKey, altKey, metaKey }: Pressed): boolean {
  return metaKey === true || (ctrlKey === true && altKey !== true);
}

/** Named keys have more than one sign. */
function isSign(key: string): boolean {
  return key >= ' ' && signsOf(key).length === 1;
}
