/** The commands of the README that go on until they are stopped: each is started as package.json says, answers, and ends when told to. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binOf, ROOT } from '../../scripts/processes';
import { freePort } from '../support/free-port';

jest.setTimeout(300_000);

type Command = {
  readonly name: string;
  readonly args: (port: number, other: number) => readonly string[];
  readonly path: string;
  /** What it says, and what is found at its address. */
  readonly says: RegExp;
  readonly shows: RegExp;
};

const onPort = (port: number): readonly string[] => ['--port', String(port)];

const COMMANDS: readonly Command[] = [
  {
    name: 'demo',
    args: (port, other) => [...onPort(port), '--plex-port', String(other)],
    path: '/',
    says: /^building the kiosk\n\n +the television +http:\/\/localhost:\d+\/\n +the phone +http:\/\/localhost:\d+\/link.*\n +profile PINs +Ada 1234, Mara 2468\n/,
    shows: /<script[^>]+couchkey\.js/
  },
  {
    name: 'start',
    args: onPort,
    path: '/',
    says: /^building the kiosk\n[^]*set-up code/,
    shows: /<script[^>]+couchkey\.js/
  },
  { name: 'gateway', args: () => [], path: '/healthz', says: /set-up code/, shows: /ok|true/i },
  { name: 'device', args: onPort, path: '/', says: /open http:\/\/127/, shows: /couchkey\.js/ }
];

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: { readonly [name: string]: string };
};
const folder = mkdtempSync(join(tmpdir(), 'couchkey-commands-'));
let child: ChildProcess | null = null;

afterEach(() => void child?.kill('SIGKILL'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(name: string, args: readonly string[], port: number): ChildProcess {
  const [runner = '', ...given] = (scripts[name] ?? '').split(' ');
  expect(runner).toBe('tsx');
  const env = {
    ...process.env,
    COUCHKEY_DATA: join(folder, name),
    COUCHKEY_OPS_PORT: '0',
    ...(name === 'gateway' ? { COUCHKEY_PORT: String(port), COUCHKEY_KIOSK: 'none' } : {})
  };
  return spawn(
    process.execPath,
    ['--import', binOf('tsx').replace(/\.bin\/tsx$/, 'tsx/dist/loader.mjs'), ...given, ...args],
    {
      cwd: ROOT,
      env
    }
  );
}

/** Tried until it answers or the command has ended. */
async function answerAt(url: string, of: ChildProcess): Promise<string> {
  while (of.exitCode === null) {
    const text = await fetch(url).then(
      (reply) => (reply.ok ? reply.text() : null),
      () => null
    );
    if (text !== null) return text;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`it ended with ${of.exitCode}`);
}

it.each(COMMANDS)('$name starts, answers at its address, and ends when told to', async (command) => {
  const [port, other] = [await freePort(), await freePort()];
  child = start(command.name, command.args(port, other), port);
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += String(chunk)));
  child.stderr?.on('data', (chunk: Buffer) => (said += String(chunk)));
  const shown = await answerAt(`http://localhost:${port}${command.path}`, child).catch((error: Error) => {
    throw new Error(`${error.message}: ${said}`);
  });
  expect(shown).toMatch(command.shows);
  expect(said).toMatch(command.says);
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const [status, signal] = (await gone) as [number | null, string | null];
  expect(status === 0 || signal === 'SIGTERM').toBe(true);
});
