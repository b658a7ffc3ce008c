import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import CDP from 'chrome-remote-interface';
import type { Engine } from '../engines/chromium/engines';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
  '--remote-debugging-address=127.0.0.1'
];

/** A browser as one group of processes, with one page open. */
export type Running = {
  readonly evaluate: <T>(expression: string) => Promise<T>;
  /** SIGKILL to all of its processes at once: the nearest that a test comes to a plug pulled out. */
  readonly kill: () => Promise<void>;
};

/** Starts an engine on a user's folder, and opens a page in it. */
export async function startBrowser(engine: Engine, userFolder: string, url: string): Promise<Running> {
  const child = spawn(
    engine.program,
    [...FLAGS, ...engine.flags, `--user-data-dir=${userFolder}`, 'about:blank'],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe']
    }
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    process.kill(-(child.pid as number), 'SIGKILL');
    await gone;
  };
  try {
    return { kill, evaluate: await openPage(await portOf(child), url) };
  } catch (thrown) {
    await kill();
    throw thrown;
  }
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`the browser did not start: ${said}`)), 20000);
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const port = /ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said);
      if (port !== null) {
        clearTimeout(late);
        resolve(Number(port[1]));
      }
    });
    child.once('exit', () => reject(new Error(`the browser ended: ${said}`)));
  });
}

async function openPage(port: number, url: string): Promise<<T>(expression: string) => Promise<T>> {
  const target = await CDP.New({ port, host: '127.0.0.1', url });
  const client = await CDP({ port, host: '127.0.0.1', target: target.id, local: true });
  client.on('disconnect', () => undefined);
  await client.Page.enable();
  await client.Runtime.enable();
  return async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await client.Runtime.evaluate({
      expression,
      awaitPromise: true,
      returnByValue: true
    });
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value as T;
  };
}
