import { parseArgs } from 'node:util';
import { gatewaySettingsIn } from '../house/gateway-settings';
import { keepHeapSmall } from '../house/small-heap';
import { startGateway, type Gateway } from '../house/start-gateway';
import type { Command, CommandWorld } from './command';

/** Longer than a long poll, so that no screen hears of a restart. */
const DRAIN_MS = 30_000;

/** The first signal lets everybody finish; a second one, or half a minute, does not. */
function untilToldToStop(gateway: Gateway, say: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      say('couchkey: answering what is under way, then stopping');
      setTimeout(resolve, DRAIN_MS).unref();
      void gateway.stop().then(resolve, resolve);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });
}

async function run(args: readonly string[], world: CommandWorld): Promise<void> {
  parseArgs({ args: [...args], options: {} });
  keepHeapSmall();
  const { settings: store, environment, say, warn } = world;
  const gateway = await startGateway({ store, settings: gatewaySettingsIn(environment), say, warn });
  say(`couchkey: ${gateway.url}/ (for those who watch it: ${gateway.opsUrl}/metrics)`);
  await untilToldToStop(gateway, say);
}

export const start: Command = {
  usage: 'start',
  about: 'serves the kiosk and its API; the environment says how',
  run
};
