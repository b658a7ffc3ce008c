/** An engine that throws where others report an error: a policy, a mixed-content rule, a file page. */
import { createHttp } from '../../../src/platform/http';
import { VirtualClock } from '../../support/virtual-clock';

it('a request that the engine refuses to send is a Failure, and leaves no timer behind', async () => {
  const clock = new VirtualClock();
  const makeXhr = (): XMLHttpRequest =>
    ({
      open: () => undefined,
      setRequestHeader: () => undefined,
      abort: () => undefined,
      send: () => {
        throw Object.assign(new Error('Failed to execute send'), { code: 19 });
      }
    }) as unknown as XMLHttpRequest;
  const http = createHttp(makeXhr, clock, { maxBytes: 1000, isOnline: () => true, builtAt: 0 });
  const request = { method: 'GET', url: 'https://plex.tv/', headers: {}, timeoutMs: 1000 };
  await expect(http.send(request)).rejects.toEqual({ code: 'unreachable' });
  expect(clock.pending).toBe(0);
});
