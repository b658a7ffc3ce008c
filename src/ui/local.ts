import { signsOf } from './break-text';
import type { Local, Picture, Typing } from './page';

type Locals = { readonly [name: string]: Local };

/** What dies with pages, by their names; which of them were grounds; and the state of sign-in they were seen in. */
export type Memory = {
  readonly locals: Locals;
  readonly grounds: { readonly [name: string]: true };
  readonly auth: string;
};

export const NO_MEMORY: Memory = { locals: {}, grounds: {}, auth: '' };

/**
 * What is remembered once a picture shows. A screen that is left keeps its focus for the way back, as long as the same
 * sign-in lasts; what was typed is gone with it. Dialogs remember each other until the last is closed.
 */
export function memoryAfter(memory: Memory, picture: Picture, auth: string): Memory {
  const { ground, over } = picture;
  const isHere = (name: string): boolean => name === ground.name || (over !== null && name === over.name);
  const locals: { [name: string]: Local } = {};
  Object.keys(memory.locals).forEach((name: string): void => {
    const local = memory.locals[name] as Local;
    if (isHere(name) || (over !== null && !isQuestion(name))) {
      locals[name] = local;
    } else if (memory.grounds[name] === true && memory.auth === auth) {
      locals[name] = { ...local, typed: '' };
    }
  });
  return { locals, grounds: { ...memory.grounds, [ground.name]: true }, auth };
}

/** A question that is asked again begins at its safe answer, and neither a token nor a PIN is kept beside it. */
function isQuestion(name: string): boolean {
  return /^(exit$|serverToken|admin(?:Row|Pin)|confirm)/.test(name);
}

/** What is remembered of one page. */
export function localIn({ locals }: Memory, name: string): Local {
  return locals[name] || freshLocal('');
}

/** The same with one page changed. */
export function remember(memory: Memory, name: string, local: Local): Memory {
  return { ...memory, locals: { ...memory.locals, [name]: local } };
}

/** The longest of tokens are; a key that sticks fills no memory. */
const LONGEST = 4096;

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
