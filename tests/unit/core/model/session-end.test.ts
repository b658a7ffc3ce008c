import { FAILURE_CODES, recoveryFor, type FailureCode } from '../../../../src/core/model/failure';
import { refusalCode, REFUSALS, verdictOf, type Speaker } from '../../../../src/core/model/session-end';

const STATUSES = Array.from({ length: 600 }, (_, i) => i).filter((i) => i >= 300 && i < 600);

it.each<[Speaker, number, number | null, string, FailureCode, string]>([
  ['plex', 401, null, '', 'issuerRefused', 'end'],
  ['plex', 401, 1001, '', 'issuerRefused', 'end'],
  ['plex', 422, null, 'Invalid token', 'issuerRefused', 'end'],
  ['plex', 422, null, 'signature verification failed', 'malformedReply', 'keep'],
  ['plex', 403, null, '', 'forbidden', 'keep'],
  ['plex', 498, null, '', 'tokenExpired', 'refresh'],
  ['plex', 401, 1041, '', 'profilePinWrong', 'keep'],
  ['plex', 403, 1041, '', 'profilePinWrong', 'keep'],
  ['plex', 429, 1003, '', 'busy', 'keep'],
  ['plex', 503, null, '', 'serviceDown', 'keep'],
  ['plex', 299, null, '', 'malformedReply', 'keep'],
  ['plex', 300, null, '', 'redirected', 'keep'],
  ['plex', 302, null, '', 'redirected', 'keep'],
  ['plex', 400, null, '', 'malformedReply', 'keep'],
  ['plex', 500, null, '', 'serviceDown', 'keep'],
  ['tmdb', 401, 3, '', 'issuerRefused', 'end'],
  ['tmdb', 401, 14, '', 'issuerRefused', 'end'],
  ['tmdb', 401, 35, '', 'issuerRefused', 'end'],
  ['tmdb', 404, 37, '', 'issuerRefused', 'end'],
  ['tmdb', 401, 7, '', 'operatorKeyRefused', 'keep'],
  ['tmdb', 401, 10, '', 'operatorKeyRefused', 'keep'],
  ['tmdb', 429, 25, '', 'busy', 'keep'],
  ['tmdb', 429, null, '', 'busy', 'keep'],
  ['tmdb', 503, 46, '', 'serviceDown', 'keep'],
  ['tmdb', 401, null, '', 'forbidden', 'keep'],
  ['tmdb', 403, 45, '', 'forbidden', 'keep'],
  ['gateway', 401, null, '', 'tokenExpired', 'refresh'],
  ['gateway', 403, null, '', 'forbidden', 'keep'],
  ['server', 401, null, '', 'serverRefused', 'keep'],
  ['server', 403, null, '', 'serverRefused', 'keep']
])('%s %i, code %p, "%s" is %s: %s', (speaker, status, code, message, failure, verdict) => {
  expect(refusalCode(speaker, status, code, message)).toBe(failure);
  expect(verdictOf(failure)).toBe(verdict);
});

it('lets nobody but an issuer end a session, and an issuer only by the rows written down', () => {
  const ending = (speaker: Speaker, code: number | null): number[] =>
    STATUSES.filter((status) => verdictOf(refusalCode(speaker, status, code, '')) === 'end');
  expect(ending('plex', null)).toEqual([401]);
  expect(ending('tmdb', null)).toEqual([]);
  expect(ending('gateway', null)).toEqual([]);
  expect([null, 3, 14, 1001, 1041].flatMap((code) => ending('server', code))).toEqual([]);
});

it('names for every status of every speaker a failure that is in the table', () => {
  (Object.keys(REFUSALS) as Speaker[]).forEach((speaker) =>
    STATUSES.forEach((status) => expect(FAILURE_CODES).toContain(refusalCode(speaker, status, null, '')))
  );
});

it('agrees with the table of recoveries, being read from it', () => {
  FAILURE_CODES.forEach((code) => {
    const recovery = recoveryFor({ code });
    expect(verdictOf(code) === 'end').toBe(recovery === 'signOut');
    expect(verdictOf(code) === 'refresh').toBe(recovery === 'refresh');
  });
});
