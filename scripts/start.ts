/** The whole product on this computer, against the real services: the gateway, and the kiosk that it serves. */
import { runCommand } from '../src/gateway/command/run-command';
import { buildKiosk, KIOSK } from './kiosk-build';
import { readOptions, refuse } from './options';

const { port } = readOptions(process.argv.slice(2), {
  port: {
    kind: 'number',
    fallback: Number(process.env['COUCHKEY_PORT'] ?? 8080),
    min: 1,
    max: 65535,
    about: 'where kiosk and API are served'
  }
});

const line = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(`${text}\n`);

async function start(): Promise<number> {
  await buildKiosk();
  const environment = { COUCHKEY_KIOSK: KIOSK, ...process.env, COUCHKEY_PORT: String(port) };
  return runCommand(['start'], environment, { out: line(process.stdout), error: line(process.stderr) });
}

start().then(
  (status) => process.exit(status),
  (error: Error) => refuse(error.message)
);
