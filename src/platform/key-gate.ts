import { codeOfName, type KeyTable } from './keys';
import type { ClaimPress } from './one-press';
import type { Cancel } from '../core/ports';

/** First press at once, then this pause, then so often. */
const FIRST_REPEAT_MS = 400;
const REPEAT_MS = 120;
/** A key that was silent for so long was released, whether its remote says so or not. */
const SILENT_MS = 700;

/** A key that is down: since when it was last heard and told, how often, and whether it was down before we began. */
export type Held = {
  readonly heardAt: number;
  readonly toldAt: number;
  readonly told: number;
  readonly isOld: boolean;
};
export type Down = { readonly at: number; readonly isRepeat: boolean; readonly repeats: boolean };

/** What a key that goes down does to one that is up, or down already. It acts when `told` grew. */
export function heard(held: Held | undefined, { at, isRepeat, repeats }: Down): Held {
  const isSilent = held === undefined || at - held.heardAt >= SILENT_MS;
  if (isSilent && !isRepeat) {
    return { heardAt: at, toldAt: at, told: 1, isOld: false };
  }
  if (held === undefined || held.isOld) {
    return { heardAt: at, toldAt: at, told: 0, isOld: true };
  }
  const pause = held.told === 1 ? FIRST_REPEAT_MS : REPEAT_MS;
  const isDue = repeats && at - held.toldAt >= pause;
  return isDue ? { ...held, heardAt: at, toldAt: at, told: held.told + 1 } : { ...held, heardAt: at };
}

export type GateWorld = Pick<Window, 'addEventListener' | 'removeEventListener' | 'document'>;
export type Gate = {
  readonly keys: KeyTable;
  readonly now: () => number;
  readonly claim: ClaimPress;
  /** Keys that are down since before anybody could hear them; whoever filled it may still do so. */
  readonly heldBefore: { [keyCode: number]: boolean };
};

/**
 * Stands before everybody who hears keys: lets each press through once, and keeps the engine from acting on it too.
 * A key that has no code of ours but a name we know comes again with that code.
 */
export function installGate(world: GateWorld, { keys, now, claim, heldBefore }: Gate): Cancel {
  const held: { [code: number]: Held | undefined } = {};
  const wasOf = (code: number): Held | undefined =>
    heldBefore[code] === true ? { heardAt: now(), toldAt: now(), told: 0, isOld: true } : held[code];
  const down = (event: KeyboardEvent): void => {
    const code = event.keyCode;
    const action = keys[code];
    if (action === undefined && sendAgain(world, event)) {
      return;
    }
    const was = wasOf(code);
    const repeats = /^(Left|Right|Up|Down)$/.test(String(action));
    delete heldBefore[code];
    const is = (held[code] = heard(was, { at: now(), isRepeat: event.repeat === true, repeats }));
    const acts = is.told > 0 && (was === undefined || is.toldAt !== was.toldAt || was.isOld);
    keepFromEngine(event, action);
    if (!acts || (action === 'Enter' && !claim('key'))) {
      event.stopImmediatePropagation();
    }
  };
  const up = (event: KeyboardEvent): void => {
    const code = keys[event.keyCode] === undefined ? codeNamed(event) : event.keyCode;
    held[code] = undefined;
    delete heldBefore[code];
    keepFromEngine(event, keys[code]);
  };
  world.addEventListener('keydown', down, true);
  world.addEventListener('keyup', up, true);
  return (): void => {
    world.removeEventListener('keydown', down, true);
    world.removeEventListener('keyup', up, true);
  };
}

/** Some browsers of sets move a focus of their own, or leave the page. What we do not know stays theirs. */
function keepFromEngine(event: KeyboardEvent, action: string | undefined): void {
  if (action !== undefined) {
    event.preventDefault();
  }
}

/** The code of a key's name, or its own where the name says nothing. */
function codeNamed({ key, code, keyCode }: KeyboardEvent): number {
  const named = codeOfName(key, code);
  return named === null ? keyCode : named;
}

/** Lightning reads codes only, and an event's code cannot be changed. */
function sendAgain({ document }: GateWorld, event: KeyboardEvent): boolean {
  const code = codeNamed(event);
  if (event.keyCode === code) {
    return false;
  }
  const again = document.createEvent('Event') as Event & { keyCode: number; repeat: boolean };
  again.initEvent(event.type, true, true);
  again.keyCode = code;
  again.repeat = event.repeat === true;
  event.stopImmediatePropagation();
  event.preventDefault();
  (event.target || document.body).dispatchEvent(again);
  return true;
}
