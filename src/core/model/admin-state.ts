import type { FailureCode } from './failure';
import type { Secret } from './secret';

export type AdminTable = 'sessions' | 'users' | 'audit';
export type AdminAct = 'endSession' | 'makeAdmin' | 'makeUser' | 'disable' | 'enable' | 'remove';
export type AdminFlag = 'admin' | 'disabled' | 'mine' | 'unusual' | 'refused';

/** What the pages say, by language: the gateway's own, which a screen that has none needs no room for. */
export type AdminWords = { readonly [language: string]: { readonly [name: string]: string } };

/** One line of a table: what it is about, what is known of it, and what may be done with it. */
export type AdminRow = {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly string[];
  readonly flags: readonly AdminFlag[];
  /** How long ago it was last seen, or happened. */
  readonly agoMs: number;
  readonly acts: readonly AdminAct[];
};

/** What whoever runs a gateway asks of it from a screen. */
export type AdminAsk =
  | { readonly what: 'setUp'; readonly code: Secret; readonly pin: Secret }
  | { readonly what: 'unlock'; readonly pin: Secret }
  | { readonly what: 'words' }
  /** From the newest, or what comes after a page that was shown. */
  | { readonly what: 'list'; readonly table: AdminTable; readonly after: string | null }
  | { readonly what: 'act'; readonly act: AdminAct; readonly id: string }
  /** Whether this screen is to be remembered: anybody's choice, not an admin's alone. */
  | { readonly what: 'remember'; readonly remember: boolean }
  /** The kiosk goes on to its target, which is told who is there. */
  | { readonly what: 'handOver' };

export type AdminRefusal = 'codeWrong' | 'pinWrong' | 'pinNeeded' | 'lastAdmin' | 'tooMany';

export type AdminAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'worded'; readonly words: AdminWords }
  | { readonly kind: 'listed'; readonly rows: readonly AdminRow[]; readonly next: string | null }
  | { readonly kind: 'refused'; readonly why: AdminRefusal };

/** `closed` while no such page is up. `words` and `rows` are null until they came, `next` when there are no more. `why`: what became of the last question. */
export type AdminState = {
  readonly page: 'closed' | 'code' | 'newPin' | 'pin' | 'menu' | 'table' | 'row' | 'sure';
  readonly words: AdminWords | null;
  readonly table: AdminTable;
  readonly rows: readonly AdminRow[] | null;
  readonly next: string | null;
  /** The row that `row` and `sure` are about. */
  readonly id: string;
  readonly act: AdminAct | null;
  readonly code: Secret | null;
  readonly ask: AdminAsk | null;
  readonly nth: number;
  readonly why: AdminRefusal | FailureCode | null;
};
