import { limitRate, onePerPurpose } from '../../../src/platform/http-limits';
import { drain, VirtualClock } from '../../support/virtual-clock';
import type { HttpReply, HttpRequest, IHttp, IStop } from '../../../src/core/ports';

const ask = (url: string, method = 'GET'): HttpRequest => ({ method, url, headers: {}, timeoutMs: 1000 });
const REPLY: HttpReply = { status: 200, text: '', url: null, header: () => null };

function recorder(
  clock: VirtualClock
): IHttp & { sent: { url: string; at: number }[]; answer: (() => void)[] } {
  const sent: { url: string; at: number }[] = [];
  const answer: (() => void)[] = [];
  const send = (request: HttpRequest): Promise<HttpReply> => {
    sent.push({ url: request.url, at: clock.now() });
    return new Promise((resolve) => answer.push(() => resolve(REPLY)));
  };
  return { sent, answer, send };
}

function brake(): IStop & { pull: () => void } {
  const listeners: (() => void)[] = [];
  const stop = {
    stopped: false,
    onStop: (then: () => void) => (
      listeners.push(then),
      () => void listeners.splice(listeners.indexOf(then), 1)
    ),
    pull: () => ((stop.stopped = true), listeners.slice().forEach((each) => each()))
  };
  return stop;
}

describe('the rate towards plex.tv', () => {
  const RATE = { burst: 3, everyMs: 100 };
  const isPlex = (request: HttpRequest): boolean => request.url.includes('plex.tv');

  it('lets a burst through, then one at a time, and refuses none', async () => {
    const clock = new VirtualClock({ now: 5000 });
    const inner = recorder(clock);
    const http = limitRate(inner, clock, RATE, isPlex);
    for (let n = 0; n < 6; n++) {
      void http.send(ask('https://plex.tv/' + n));
    }
    await clock.advance(1000);
    expect(inner.sent.map(({ at }) => at - 5000)).toEqual([0, 0, 0, 100, 200, 300]);
    expect(clock.pending).toBe(0);
  });

  it('keeps nobody waiting for turns that were given up', async () => {
    const clock = new VirtualClock({ now: 5000 });
    const inner = recorder(clock);
    const http = limitRate(inner, clock, RATE, isPlex);
    for (let n = 0; n < 100; n++) {
      const stop = brake();
      http.send(ask('https://plex.tv/pressed'), stop).catch(() => undefined);
      stop.pull();
    }
    const before = inner.sent.length;
    void http.send(ask('https://plex.tv/last'));
    await clock.advance(RATE.everyMs);
    expect(inner.sent.slice(before).map(({ url }) => url)).toEqual(['https://plex.tv/last']);
  });

  it('gives the burst back after a quiet time, and no more than that', async () => {
    const clock = new VirtualClock();
    const inner = recorder(clock);
    const http = limitRate(inner, clock, RATE, isPlex);
    void http.send(ask('https://plex.tv/'));
    await clock.advance(100000);
    for (let n = 0; n < 4; n++) {
      void http.send(ask('https://plex.tv/'));
    }
    expect(inner.sent).toHaveLength(4);
    await clock.advance(100);
    expect(inner.sent).toHaveLength(5);
  });

  it('holds nobody else back', () => {
    const clock = new VirtualClock();
    const inner = recorder(clock);
    const http = limitRate(inner, clock, RATE, isPlex);
    for (let n = 0; n < 20; n++) {
      void http.send(ask('http://10.0.0.2:32400/identity'));
    }
    expect(inner.sent).toHaveLength(20);
  });

  it('never sends what was stopped while it waited', async () => {
    const clock = new VirtualClock();
    const inner = recorder(clock);
    const http = limitRate(inner, clock, RATE, isPlex);
    const stop = brake();
    for (let n = 0; n < 3; n++) {
      void http.send(ask('https://plex.tv/'));
    }
    const waiting = http.send(ask('https://plex.tv/late'), stop);
    stop.pull();
    await expect(waiting).rejects.toEqual({ code: 'cancelled' });
    await expect(http.send(ask('https://plex.tv/later'), stop)).rejects.toEqual({ code: 'cancelled' });
    await clock.advance(10000);
    expect(inner.sent).toHaveLength(3);
    expect(clock.pending).toBe(0);
  });
});

describe('one request per purpose', () => {
  it('keeps the second until the first is answered, whatever its query says', async () => {
    const inner = recorder(new VirtualClock());
    const http = onePerPurpose(inner);
    void http.send(ask('https://plex.tv/pins/1?a=1'));
    void http.send(ask('https://plex.tv/pins/1?a=2'));
    await drain();
    expect(inner.sent).toHaveLength(1);
    inner.answer[0]?.();
    await drain();
    expect(inner.sent.map(({ url }) => url)).toEqual([
      'https://plex.tv/pins/1?a=1',
      'https://plex.tv/pins/1?a=2'
    ]);
  });

  it('lets different verbs and addresses go side by side', async () => {
    const inner = recorder(new VirtualClock());
    const http = onePerPurpose(inner);
    void http.send(ask('https://plex.tv/pins/1'));
    void http.send(ask('https://plex.tv/pins/2'));
    void http.send(ask('https://plex.tv/pins/1', 'POST'));
    expect(inner.sent).toHaveLength(3);
  });

  it('passes over a request that was stopped while it waited', async () => {
    const inner = recorder(new VirtualClock());
    const http = onePerPurpose(inner);
    const stop = brake();
    void http.send(ask('https://plex.tv/pins/1?first'));
    const second = http.send(ask('https://plex.tv/pins/1?second'), stop);
    void http.send(ask('https://plex.tv/pins/1?third'));
    stop.pull();
    await expect(second).rejects.toEqual({ code: 'cancelled' });
    inner.answer[0]?.();
    await drain();
    expect(inner.sent.map(({ url }) => url.slice(-5))).toEqual(['first', 'third']);
  });
});
