/** The kiosk against a simulated plex.tv, offline, with the page of the person with the phone. */
import { networkInterfaces } from 'node:os';
import { pointedAt } from '../tests/support/kiosk-page';
import { serve, type Served } from '../tests/support/serve';
import { startSimulator, type Simulator } from '../tests/simulator/start';
import { readOptions, refuse } from './options';
import { ROOT, run } from './processes';

const options = readOptions(process.argv.slice(2), {
  port: { kind: 'number', fallback: 8080, min: 1, max: 65535, about: 'where the kiosk is served' },
  'plex-port': { kind: 'number', fallback: 8081, min: 1, max: 65535, about: 'where plex.tv is simulated' },
  seed: { kind: 'number', fallback: 1, min: 0, about: 'the same seed mints the same codes' },
  lan: { kind: 'flag', about: 'let phones and televisions of this network in' }
});

function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find((each) => each.family === 'IPv4' && !each.internal)?.address ?? '127.0.0.1';
}

function say(kiosk: string, phone: string): void {
  const where = options.lan ? 'on your phone' : 'on this computer';
  process.stdout.write(
    [
      '',
      `  the television   ${kiosk}`,
      `  the phone        ${phone}   (open it ${where}; --lan lets a real phone in)`,
      '',
      '  Arrow keys, Enter and Backspace are the remote. Ctrl+C ends it.',
      ''
    ].join('\n')
  );
}

async function build(): Promise<void> {
  const args = ['--import', 'tsx', `${ROOT}/scripts/build.ts`, '--target', 'browser'];
  const { status, output } = await run(process.execPath, args, { quiet: true });
  if (status !== 0) {
    throw new Error(`the build failed\n${output}`);
  }
}

function stopOnSignal(simulator: Simulator, kiosk: Served): void {
  const stop = (): void => void Promise.all([simulator.stop(), kiosk.stop()]);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

async function demo(): Promise<void> {
  await build();
  const host = options.lan ? ownAddress() : 'localhost';
  const plexUrl = `http://${host}:${options['plex-port']}`;
  const simulator = await startSimulator({
    seed: options.seed,
    linkBase: plexUrl,
    ...(options.lan ? { address: host } : {}),
    ports: { plex: options['plex-port'] }
  });
  const at = { host: options.lan ? host : 'localhost', port: options.port };
  const kiosk = await serve(`${ROOT}/build/browser`, pointedAt(plexUrl), at).catch(async (error: Error) => {
    await simulator.stop();
    throw error;
  });
  stopOnSignal(simulator, kiosk);
  say(kiosk.url, `${plexUrl}/link`);
}

function isTaken(error: NodeJS.ErrnoException & { readonly port?: number }): boolean {
  return error.code === 'EADDRINUSE';
}

demo().catch((error: NodeJS.ErrnoException & { readonly port?: number }) => {
  refuse(
    isTaken(error) ? `port ${error.port} is taken; choose others with --port and --plex-port` : error.message
  );
});
