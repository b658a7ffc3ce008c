import { signsOf } from './break-text';
import type { Local, Typing } from './page';

const LONGEST = 64;

/** A page that has just opened. */
export function freshLocal(focus: string): Local {
  return { focus, typed: '' };
}

/** What was typed so far, after one more press. Signs come and go whole. */
export function reduceLocal(local: Local, act: Typing): Local {
  switch (act.type) {
    case 'type':
      return { ...local, typed: firstSigns(local.typed + act.text, LONGEST) };
    case 'erase':
      return { ...local, typed: firstSigns(local.typed, -1) };
    case 'clear':
      return { ...local, typed: '' };
  }
}

function firstSigns(text: string, count: number): string {
  return signsOf(text).slice(0, count).join('');
}

/** Whether a press concerns this screen alone. */
export function isTyping(act: { readonly type: string }): act is Typing {
  return act.type === 'type' || act.type === 'erase' || act.type === 'clear';
}
