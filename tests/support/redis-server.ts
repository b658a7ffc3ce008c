import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { ensureSystem } from './system';
import { until } from './until';

/** A Redis of a test's own, on the loopback, which keeps what it was told over a restart. */
export type RedisServer = {
  readonly url: string;
  readonly port: number;
  readonly pid: () => number;
  /** Everything in its files. */
  readonly bytes: () => Buffer;
  /** SIGKILL. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly signal: (name: NodeJS.Signals) => void;
  readonly stop: () => Promise<void>;
};

const FLAGS = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'yes', '--appendfsync', 'always'];
const PLAIN_FILES = ['--aof-use-rdb-preamble', 'no', '--rdbcompression', 'no'];

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('data', (said) => {
      resolve(said.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('close', () => resolve(false));
    socket.once('error', () => resolve(false));
  });
}

function launch(program: string, port: number, folder: string): ChildProcess {
  return spawn(program, ['--port', String(port), '--dir', folder, ...FLAGS, ...PLAIN_FILES], {
    stdio: 'ignore'
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
}

/** Starts one; `stop` ends it by its id and takes its folder away. */
export async function startRedis(): Promise<RedisServer> {
  const program = ensureSystem('redis-server');
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-redis-'));
  const port = await freePort();
  let child = launch(program, port, folder);
  await until(() => answers(port));
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    pid: () => child.pid as number,
    bytes: () => bytesBelow(folder),
    kill: () => end(child),
    start: async () => {
      child = launch(program, port, folder);
      await until(() => answers(port));
    },
    signal: (name) => void child.kill(name),
    stop: async () => {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** The bytes of all files below a folder, one after the other. */
export function bytesBelow(folder: string): Buffer {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile()
  );
  return Buffer.concat(files.map(({ parentPath, name }) => readFileSync(join(parentPath, name))));
}
