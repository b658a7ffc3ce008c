import { failureOf } from '../../../src/core/model/failure';
import { loggedHttp, openLog } from '../../../src/core/log';
import { scriptedHttp } from '../../support/scripted-http';
import { VirtualClock } from '../../support/virtual-clock';

const events = (log: { entries: () => readonly { event: string }[] }): string[] =>
  log.entries().map((each) => each.event);

it('keeps the last lines, in order', () => {
  const log = openLog(new VirtualClock(), { size: 3 });
  ['a', 'b'].forEach((each) => log.write('info', each));
  expect(events(log)).toEqual(['a', 'b']);
  log.write('info', 'c');
  expect(events(log)).toEqual(['a', 'b', 'c']);
  log.write('info', 'd');
  expect(events(log)).toEqual(['b', 'c', 'd']);
  ['e', 'f', 'g'].forEach((each) => log.write('info', each));
  expect(events(log)).toEqual(['e', 'f', 'g']);
});

it('keeps nothing below its level', () => {
  const log = openLog(new VirtualClock(), { level: 'warn' });
  (['debug', 'info', 'warn', 'error'] as const).forEach((level) => log.write(level, level));
  expect(events(log)).toEqual(['warn', 'error']);
});

it('keeps when it was, and no secret', () => {
  const log = openLog(new VirtualClock({ now: 42 }));
  log.write('info', 'token=abc', { token: 'abc', status: 401 });
  expect(log.entries()).toEqual([
    { at: 42, level: 'info', event: 'token=***', facts: { token: '***', status: 401 } }
  ]);
});

it('tells of each request what became of it, and changes nothing about it', async () => {
  const clock = new VirtualClock();
  const log = openLog(clock, { level: 'debug' });
  const request = { method: 'GET', url: 'https://plex.tv/api/v2/ping?x=secret', headers: {}, timeoutMs: 1 };
  const reply = await loggedHttp(
    scriptedHttp(() => ({ status: 204 })),
    log,
    clock
  ).send(request);
  const failed = loggedHttp(
    scriptedHttp(() => failureOf('timeout')),
    log,
    clock
  ).send(request);
  await expect(failed).rejects.toEqual({ code: 'timeout' });
  expect(reply.status).toBe(204);
  expect(log.entries().map((each) => each.facts)).toEqual([
    { method: 'GET', url: 'https://plex.tv/api/v2/ping?***', status: 204, ms: 0, bytes: 0 },
    { method: 'GET', url: 'https://plex.tv/api/v2/ping?***', failure: 'timeout', ms: 0 }
  ]);
});
