import { recoveryFor } from './failure';
import type { FailureCode } from './failure';

/** Whose reply it is. A media server is no issuer: nothing that it says can end a sign-in. */
export type Speaker = 'plex' | 'tmdb' | 'gateway' | 'server';

/** What a failure does to a session that has a token. */
export type Verdict = 'keep' | 'refresh' | 'end';

/** A row fits when all that it names agrees; the first that fits counts. `words` is looked for in the message. */
export type Row = {
  readonly status?: number;
  readonly code?: number;
  readonly words?: string;
  readonly failure: FailureCode;
};

const tmdb = (code: number, failure: FailureCode): Row => ({ code, failure });

/** What each speaker's refusals mean, by HTTP status and by the code in the body. */
export const REFUSALS: { readonly [speaker in Speaker]: readonly Row[] } = {
  plex: [
    { status: 401, code: 1041, failure: 'profilePinWrong' },
    { status: 403, code: 1041, failure: 'profilePinWrong' },
    { status: 401, failure: 'issuerRefused' },
    { status: 422, words: 'invalid token', failure: 'issuerRefused' },
    { status: 498, failure: 'tokenExpired' },
    { status: 403, failure: 'forbidden' }
  ],
  tmdb: [
    tmdb(3, 'issuerRefused'),
    tmdb(14, 'issuerRefused'),
    tmdb(35, 'issuerRefused'),
    tmdb(37, 'issuerRefused'),
    tmdb(7, 'operatorKeyRefused'),
    tmdb(10, 'operatorKeyRefused'),
    tmdb(25, 'busy'),
    tmdb(9, 'serviceDown'),
    tmdb(46, 'serviceDown'),
    { status: 401, failure: 'forbidden' },
    { status: 403, failure: 'forbidden' }
  ],
  gateway: [
    { status: 401, failure: 'tokenExpired' },
    { status: 403, failure: 'forbidden' }
  ],
  server: [
    { status: 401, failure: 'serverRefused' },
    { status: 403, failure: 'serverRefused' }
  ]
};

function fits(row: Row, status: number, code: number | null, message: string): boolean {
  return (
    (row.status === undefined || row.status === status) &&
    (row.code === undefined || row.code === code) &&
    (row.words === undefined || message.toLowerCase().indexOf(row.words) >= 0)
  );
}

function plainMeaning(status: number): FailureCode {
  if (status === 429) {
    return 'busy';
  }
  if (status >= 300 && status < 400) {
    return 'redirected';
  }
  return status >= 500 ? 'serviceDown' : 'malformedReply';
}

/** The name of a refusal: the speaker's own row, else what the status means everywhere. */
export function refusalCode(
  speaker: Speaker,
  status: number,
  code: number | null,
  message: string
): FailureCode {
  const row = REFUSALS[speaker].filter((each) => fits(each, status, code, message))[0];
  return row === undefined ? plainMeaning(status) : row.failure;
}

/** Keep, refresh or end: read from the one recovery table, so that the two cannot disagree. */
export function verdictOf(code: FailureCode): Verdict {
  const recovery = recoveryFor({ code });
  return recovery === 'signOut' ? 'end' : recovery === 'refresh' ? 'refresh' : 'keep';
}
