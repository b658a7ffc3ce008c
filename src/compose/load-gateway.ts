import { byGateway } from './gateway';

/** A kiosk's page has it within. In packages webpack/parts/load-gateway.js stands here, for few sets have a gateway. */
export function loadGateway(): Promise<typeof byGateway> {
  return Promise.resolve(byGateway);
}
