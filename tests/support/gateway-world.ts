import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { storeSettingsIn } from '../../src/gateway/house/environment';
import { gatewaySettingsIn } from '../../src/gateway/house/gateway-settings';
import { startGateway, type Gateway, type GatewayPlan } from '../../src/gateway/house/start-gateway';

export type TestGateway = Gateway & {
  /** Everything it has logged. */
  readonly logged: () => string;
  /** What it said on the console. */
  readonly said: () => readonly string[];
  readonly folder: string;
};

export type Environment = { readonly [name: string]: string | undefined };

const FREE_PORTS = {
  COUCHKEY_PORT: '0',
  COUCHKEY_OPS_PORT: '0',
  COUCHKEY_BUSY_MS: '0',
  COUCHKEY_KIOSK: 'none',
  COUCHKEY_LOG_LEVEL: 'debug'
};

/** A whole gateway of a test's own: real store in a folder of its own, real socket on a free port. */
export async function testGateway(
  environment: Environment = {},
  hands: Pick<GatewayPlan, 'gdm'> = {}
): Promise<TestGateway> {
  const folder = environment['COUCHKEY_DATA'] ?? mkdtempSync(join(tmpdir(), 'couchkey-gateway-'));
  const gdm = { COUCHKEY_GDM: String(hands.gdm !== undefined) };
  const all = { ...FREE_PORTS, ...gdm, COUCHKEY_DATA: folder, ...environment };
  const lines: string[] = [];
  const said: string[] = [];
  const logTo = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    }
  });
  const say = (line: string): void => void said.push(line);
  const plan = {
    store: storeSettingsIn(all),
    settings: gatewaySettingsIn(all),
    say,
    warn: say,
    logTo,
    ...hands
  };
  const gateway = await startGateway(plan);
  return {
    ...gateway,
    folder,
    logged: () => lines.join(''),
    said: () => said,
    stop: async () => {
      await gateway.stop();
      if (environment['COUCHKEY_DATA'] === undefined) {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  };
}
