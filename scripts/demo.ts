/** The whole product against a simulated plex.tv, offline: gateway, kiosk, and the page of the person with the phone. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureLine } from '../src/gateway/command/command-failure';
import { storeSettingsIn } from '../src/gateway/house/environment';
import { gatewaySettingsIn } from '../src/gateway/house/gateway-settings';
import { startGateway, type Gateway } from '../src/gateway/house/start-gateway';
import { startSimulator, type Simulator } from '../tests/simulator/start';
import { buildKiosk, KIOSK } from './kiosk-build';
import { houseAddress, listenFailure } from './listening';
import { readOptions, refuse } from './options';

const options = readOptions(process.argv.slice(2), {
  port: { kind: 'number', fallback: 8080, min: 1, max: 65535, about: 'where kiosk and API are served' },
  'plex-port': { kind: 'number', fallback: 8081, min: 1, max: 65535, about: 'where plex.tv is simulated' },
  seed: { kind: 'number', fallback: 1, min: 0, about: 'the same seed mints the same codes' },
  lan: { kind: 'flag', about: 'let phones and televisions of this network in' }
});

type Evening = { readonly simulator: Simulator; readonly gateway: Gateway; readonly folder: string };

const HOST = options.lan ? houseAddress() : 'localhost';
const PLEX = `http://${HOST}:${options['plex-port']}`;

function guardedProfiles({ plex }: Simulator): string {
  const guarded = plex.users.all().filter(({ pin }) => pin !== null);
  return guarded.map(({ title, pin }) => `${title} ${pin}`).join(', ');
}

function say(simulator: Simulator, setupLines: readonly string[]): void {
  const where = options.lan ? 'on your phone' : 'on this computer; --lan lets a real phone in';
  process.stdout.write(
    [
      '',
      `  the television   http://${HOST}:${options.port}/`,
      `  the phone        ${PLEX}/link   (open it ${where})`,
      `  profile PINs     ${guardedProfiles(simulator)}`,
      '',
      ...setupLines.map((line) => `  ${line.replace(/^couchkey: /, '')}`),
      '',
      '  Arrow keys, Enter and Backspace are the remote. Ctrl+C ends it.',
      ''
    ].join('\n')
  );
}

/** Somebody tries things out faster than a household does, and the simulated servers live on this machine. */
function environmentIn(folder: string, simulator: Simulator): { readonly [name: string]: string } {
  return {
    COUCHKEY_HOST: options.lan ? HOST : '127.0.0.1',
    COUCHKEY_INSECURE_LAN: String(options.lan),
    COUCHKEY_PORT: String(options.port),
    COUCHKEY_OPS_PORT: '0',
    COUCHKEY_KIOSK: KIOSK,
    COUCHKEY_DATA: folder,
    COUCHKEY_KEY: randomBytes(32).toString('base64'),
    COUCHKEY_LOG_LEVEL: 'warn',
    COUCHKEY_PLEX_URL: simulator.urls.plex,
    COUCHKEY_LINK_BASE: PLEX,
    COUCHKEY_TMDB_API_KEY: simulator.tmdb.apiKey,
    COUCHKEY_TMDB_API_URL: simulator.urls.tmdb,
    COUCHKEY_TMDB_SITE_URL: simulator.urls.tmdb,
    COUCHKEY_LOOPBACK_SERVERS: 'true',
    COUCHKEY_GDM: 'false',
    COUCHKEY_LIMIT_STRANGER: '300'
  };
}

async function gatewayBefore(simulator: Simulator, folder: string): Promise<Gateway> {
  const environment = environmentIn(folder, simulator);
  const said: string[] = [];
  const gateway = await startGateway({
    store: storeSettingsIn(environment),
    settings: gatewaySettingsIn(environment),
    say: (line) => void said.push(line),
    warn: (line) => void process.stderr.write(`couchkey: ${line}\n`)
  });
  say(
    simulator,
    said.filter((line) => line.includes('set-up code'))
  );
  return gateway;
}

async function stop({ simulator, gateway, folder }: Evening): Promise<void> {
  await gateway.stop();
  await simulator.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function demo(): Promise<void> {
  const simulator = await startSimulator({
    seed: options.seed,
    linkBase: PLEX,
    ...(options.lan ? { address: HOST } : {}),
    ports: { plex: options['plex-port'] }
  });
  await buildKiosk();
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-demo-'));
  const gateway = await gatewayBefore(simulator, folder).catch(async (thrown: unknown) => {
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
    throw thrown;
  });
  const end = (): void => void stop({ simulator, gateway, folder });
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

function reasonOf(thrown: Error & { readonly code?: string }): string {
  return thrown.code === 'portTaken'
    ? listenFailure({ code: 'EADDRINUSE', port: options.port }, '--port')
    : (failureLine(thrown) ?? listenFailure(thrown, '--plex-port'));
}

demo().catch((thrown: Error) => refuse(reasonOf(thrown)));
