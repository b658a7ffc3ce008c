import { failureOf } from '../../../core/model/failure';
import { TIMEOUT_MS, whoAnswers } from './verify';
import type { Route } from '../../../core/model/session-state';
import type { Ports } from '../../../core/ports';

/** Whether the same machine still answers there, and how many milliseconds that took. No token is sent for it. */
export function probeRoute({ http, clock }: Ports, route: Route): Promise<number> {
  const begun = clock.now();
  return whoAnswers(http, route.uri, TIMEOUT_MS[route.class]).then((machine): number => {
    if (machine !== route.server.id) {
      throw failureOf('wrongMachine');
    }
    return clock.now() - begun;
  });
}
