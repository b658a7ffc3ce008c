import { refuseRedirects } from './fetch-http';
import { createHttp, MAX_BYTES } from './http';
import { limitRate, onePerPurpose, PLEX_RATE } from './http-limits';
import type { HttpRequest, IClock, IHttp } from '../core/ports';

/** HTTP as a page has it: no redirects where the engine can refuse them, one request per purpose, plex.tv spared. */
export function browserHttp(clock: IClock, builtAt: number, plexUrl: string): IHttp {
  const options = {
    maxBytes: MAX_BYTES,
    isOnline: (): boolean => navigator.onLine !== false,
    builtAt
  };
  const http = createHttp((): XMLHttpRequest => new XMLHttpRequest(), clock, options);
  const strict = refuseRedirects(http, window, clock, options);
  const isPlex = (request: HttpRequest): boolean => request.url.indexOf(plexUrl) === 0;
  return onePerPurpose(limitRate(strict, clock, PLEX_RATE, isPlex));
}
