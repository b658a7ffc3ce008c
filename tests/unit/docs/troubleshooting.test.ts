// promises: P8
import { committedPage, troubleshootingPage } from '../../../scripts/troubleshooting';
import { FAILURE_CODES, recoveryFor, shortCodeFor } from '../../../src/core/model/failure';
import { FAILURES_EN } from '../../../src/ui/texts/failures-en';

describe('the failure table', () => {
  it('gives each failure its own short code', () => {
    const shorts = FAILURE_CODES.map((code) => shortCodeFor({ code }));
    expect(new Set(shorts).size).toBe(FAILURE_CODES.length);
  });

  it.each(FAILURE_CODES)('says what %s is and what the viewer can do', (code) => {
    const words = FAILURES_EN[code];
    expect(words.says).toMatch(/^[A-Z].+\.$/u);
    expect(words.help).toMatch(/^[A-Z].+\.$/u);
    expect(recoveryFor({ code })).toBeTruthy();
  });

  it('lets exactly one failure end a session', () => {
    expect(FAILURE_CODES.filter((code) => recoveryFor({ code }) === 'signOut')).toEqual(['issuerRefused']);
  });

  it('has a troubleshooting entry for each code, made from the table as it is now', () => {
    expect(committedPage()).toBe(troubleshootingPage());
  });
});
