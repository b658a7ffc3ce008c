// promises: B8
import { bazarrErrorFor } from '../../../../src/core/model/bazarr';
import { FAILURE_CODES, failureOf } from '../../../../src/core/model/failure';

it('has a status and a code for every failure there is', () => {
  FAILURE_CODES.forEach((code) => {
    const { status, code: name } = bazarrErrorFor(failureOf(code));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(name).toMatch(/^[A-Z_]+$/);
  });
});

it('uses each of the names that Bazarr’s clients know, under their statuses', () => {
  const known = [...new Set(FAILURE_CODES.map((code) => bazarrErrorFor(failureOf(code))))].map(
    (each) => `${each.code} ${each.status}`
  );
  expect(known).toEqual(
    expect.arrayContaining([
      'INVALID_TOKEN 401',
      'TOKEN_EXPIRED 401',
      'UNAUTHORIZED 401',
      'CONNECTION_ERROR 503',
      'PLEX_CONNECTION_ERROR 503',
      'SERVER_NOT_FOUND 404',
      'PIN_EXPIRED 410',
      'AUTH_TIMEOUT 408',
      'CONFIG_SAVE_ERROR 500'
    ])
  );
});

it.each([
  ['issuerRefused', 'INVALID_TOKEN'],
  ['tokenExpired', 'TOKEN_EXPIRED'],
  ['codeGone', 'PIN_EXPIRED'],
  ['offline', 'CONNECTION_ERROR'],
  ['noServer', 'SERVER_NOT_FOUND'],
  ['storage', 'CONFIG_SAVE_ERROR']
] as const)('%s is %s', (code, name) => expect(bazarrErrorFor({ code }).code).toBe(name));
