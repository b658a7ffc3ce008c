import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type Running = {
  readonly url: string;
  /** Where it is watched; empty for a program that has no such place. */
  readonly opsUrl: string;
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
};

const ROOT = join(__dirname, '../../..');

/** Starts a program of Node's that prints its address on its first line. */
export async function startProgram(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {}
): Promise<Running> {
  const child = spawn(process.execPath, [...args], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit']
  });
  const [url = '', opsUrl = ''] = await new Promise<readonly string[]>((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`it ended by itself: ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk);
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/g);
      if (found !== null && said.includes('\n', said.indexOf(found[0] ?? ''))) {
        resolve(found);
      }
    });
  });
  return { url, opsUrl, child, stop: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
}

/** fastify with one route. */
export const startBare = (): Promise<Running> => startProgram([join(__dirname, 'bare.cjs')]);

/** The built gateway, as an operator starts it. */
export const startBuilt = (environment: NodeJS.ProcessEnv): Promise<Running> =>
  startProgram([join(ROOT, 'bin/couchkey'), 'start'], {
    COUCHKEY_PORT: '0',
    COUCHKEY_OPS_PORT: '0',
    COUCHKEY_KIOSK: 'none',
    COUCHKEY_LOG_LEVEL: 'warn',
    ...environment
  });
