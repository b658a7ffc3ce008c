import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { leavingOf } from '../../../src/gateway/http/leaving';

const reply = (): ServerResponse => new EventEmitter() as unknown as ServerResponse;

describe('who waits for an answer', () => {
  it('hears that the caller has left, and nobody else does', () => {
    const { signal } = new AbortController();
    const [one, other] = [reply(), reply()];
    const signals = [leavingOf(one, signal), leavingOf(other, signal)];
    one.emit('close');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('hears that the gateway stops, as all do at once', () => {
    const stopping = new AbortController();
    const signals = [reply(), reply()].map((each) => leavingOf(each, stopping.signal));
    stopping.abort();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('need not wait at all once the gateway is stopping', () => {
    expect(leavingOf(reply(), AbortSignal.abort()).aborted).toBe(true);
  });
});
