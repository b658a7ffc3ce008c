/** One slot after it was opened. `fit` false: to be written anew, under today's key. */
export type Copy =
  | { readonly kind: 'text'; readonly n: number; readonly text: string; readonly fit: boolean }
  | { readonly kind: 'gone'; readonly n: number }
  | { readonly kind: 'newer'; readonly n: number }
  | { readonly kind: 'locked'; readonly n: number }
  | { readonly kind: 'torn' }
  | { readonly kind: 'empty' };

/** The two slots of a record in one store; null when the store did not answer. */
export type Pair = readonly [Copy, Copy];
export type Answers = readonly (Pair | null)[];

/** What all the copies together say. `gone`: a marker said so, and may be tidied up. */
export type Verdict =
  | { readonly kind: 'text'; readonly n: number; readonly text: string }
  | { readonly kind: 'nothing'; readonly gone: boolean }
  | { readonly kind: 'unreadable'; readonly code: 'storage' | 'vaultKeyLost' };

/** A store that did not answer may hold anything written so far: step over all of it. */
const LEAP = 1000000;

type Newest = Extract<Copy, { kind: 'text' | 'gone' }> | null;

/** Newest readable copy wins. Nothing is said to be missing while a copy exists that could not be read. */
export function judge(answers: Answers): Verdict {
  const copies = copiesIn(answers);
  const newest = newestOf(copies);
  const since = newest === null ? -1 : newest.n;
  if (hasAbove(copies, 'newer', since)) {
    return { kind: 'unreadable', code: 'storage' };
  }
  if (newest !== null && newest.kind === 'text') {
    return { kind: 'text', n: newest.n, text: newest.text };
  }
  return judgeMissing(copies, since, newest === null && answers.indexOf(null) >= 0);
}

/** The count for the next write: above everything seen, far above everything that may be unseen. */
export function nextCount(answers: Answers, held: number): number {
  const highest = copiesIn(answers).reduce((top, copy) => Math.max(top, countOf(copy)), held);
  return highest + (answers.indexOf(null) >= 0 ? LEAP : 1);
}

/** Where in this store to write: over the poorest copy, never over a newer program's; null when both are. */
export function targetIn(pair: Pair): 0 | 1 | null {
  const worth = [worthOf(pair[0]), worthOf(pair[1])] as const;
  if (worth[0] === Infinity && worth[1] === Infinity) {
    return null;
  }
  return worth[0] <= worth[1] ? 0 : 1;
}

/** Whether this store lacks the newest text, or has it in a form of yesterday. */
export function isPoor(pair: Pair, newest: { readonly n: number; readonly text: string }): boolean {
  return !pair.some(
    (copy) => copy.kind === 'text' && copy.fit && copy.n === newest.n && copy.text === newest.text
  );
}

function judgeMissing(copies: readonly Copy[], since: number, unheard: boolean): Verdict {
  if (hasAbove(copies, 'locked', since)) {
    return { kind: 'unreadable', code: 'vaultKeyLost' };
  }
  if (unheard || copies.some((copy) => copy.kind === 'torn')) {
    return { kind: 'unreadable', code: 'storage' };
  }
  return { kind: 'nothing', gone: since >= 0 };
}

function copiesIn(answers: Answers): readonly Copy[] {
  return answers.reduce<Copy[]>((all, pair) => (pair === null ? all : all.concat(pair)), []);
}

function newestOf(copies: readonly Copy[]): Newest {
  return copies.reduce<Newest>((best, copy) => (isNewer(copy, best) ? copy : best), null);
}

/** Of two with one count, which two programs at once could write, the one that keeps the session. */
function isNewer(copy: Copy, best: Newest): copy is Extract<Copy, { kind: 'text' | 'gone' }> {
  if (copy.kind !== 'text' && copy.kind !== 'gone') {
    return false;
  }
  return best === null || copy.n > best.n || (copy.n === best.n && copy.kind === 'text');
}

function hasAbove(copies: readonly Copy[], kind: 'newer' | 'locked', since: number): boolean {
  return copies.some((copy) => copy.kind === kind && copy.n > since);
}

function countOf(copy: Copy): number {
  return copy.kind === 'empty' || copy.kind === 'torn' ? 0 : copy.n;
}

function worthOf(copy: Copy): number {
  if (copy.kind === 'newer') {
    return Infinity;
  }
  return copy.kind === 'empty' || copy.kind === 'torn' ? -1 : copy.n;
}
