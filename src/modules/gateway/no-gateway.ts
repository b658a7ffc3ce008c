import { failureOf } from '../../core/model/failure';
import type { IServers } from '../../core/ports';

/** A page may not read a media server. Until a gateway is named, a kiosk says so instead of trying. */
export function kioskWithoutGateway(): IServers {
  const refuse = (): Promise<never> => Promise.reject(failureOf('serverNeedsGateway'));
  return {
    list: refuse,
    reach: refuse,
    reachAddress: refuse,
    look: refuse,
    probe: refuse,
    libraries: refuse,
    allowInsecure: refuse
  };
}
