import { kioskWithoutGateway } from '../../src/modules/gateway/no-gateway';

/** In place of src/compose/own-servers.ts in the browser's script: a page may not read a media server. */
export function serversBy() {
  return kioskWithoutGateway;
}
