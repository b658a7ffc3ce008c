import { failureOf } from '../../../core/model/failure';
import { TIMEOUT_MS, whoAnswers } from './verify';
import type { Route } from '../../../core/model/session-state';
import type { ServersContext } from './interfaces';

/**
 * Whether the same machine still answers there, and how many milliseconds that took. No token is sent for it.
 * A way that the viewer has ruled out since is no way, so that another one is looked for.
 */
export function probeRoute({ options, ports }: ServersContext, route: Route): Promise<number> {
  const { clock, http } = ports;
  const begun = clock.now();
  if (options.insecureLan === 'never' && (route.reasons || []).indexOf('plainTwin') >= 0) {
    return Promise.reject(failureOf('noRoute'));
  }
  return whoAnswers(http, route.uri, TIMEOUT_MS[route.class]).then((machine): number => {
    if (machine !== route.server.id) {
      throw failureOf('wrongMachine');
    }
    return clock.now() - begun;
  });
}
