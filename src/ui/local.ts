import type { Local, Typing } from './page';

const LONGEST = 64;

/** A page that has just opened. */
export function freshLocal(focus: string): Local {
  return { focus, typed: '' };
}

/** What was typed so far, after one more press. */
export function reduceLocal(local: Local, act: Typing): Local {
  switch (act.type) {
    case 'type':
      return { ...local, typed: (local.typed + act.text).slice(0, LONGEST) };
    case 'erase':
      return { ...local, typed: local.typed.slice(0, -1) };
    case 'clear':
      return { ...local, typed: '' };
  }
}

/** Whether a press concerns this screen alone. */
export function isTyping(act: { readonly type: string }): act is Typing {
  return act.type === 'type' || act.type === 'erase' || act.type === 'clear';
}
