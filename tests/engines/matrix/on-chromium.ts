import type { ChildProcess } from 'node:child_process';
import CDP, { type Client } from 'chrome-remote-interface';
import type { Engine } from '../chromium/engines';
import { asGroup, type Television } from './television';

/** As a package is believed to run: a file:// origin that may read what it likes. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-web-security',
  '--allow-file-access-from-files',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en',
  '--window-size=1280,720',
  '--remote-debugging-port=0',
  '--remote-debugging-address=127.0.0.1'
];

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`did not start: ${said.slice(-300)}`)), 30_000);
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const port = /ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said);
      if (port !== null) {
        clearTimeout(late);
        resolve(Number(port[1]));
      }
    });
    child.once('exit', () => reject(new Error(`ended: ${said.slice(-300)}`)));
  });
}

async function pageOn(port: number): Promise<Client> {
  const target = await CDP.New({ port, host: '127.0.0.1', url: 'about:blank' });
  const client = await CDP({ port, host: '127.0.0.1', target: target.id, local: true });
  client.on('disconnect', () => undefined);
  await Promise.all([client.Page.enable(), client.Runtime.enable()]);
  return client;
}

async function press(client: Client, keyCode: number): Promise<void> {
  const key = { windowsVirtualKeyCode: keyCode, nativeVirtualKeyCode: keyCode };
  await client.Input.dispatchKeyEvent({ type: 'rawKeyDown', ...key });
  await client.Input.dispatchKeyEvent({ type: 'keyUp', ...key });
}

async function evaluate<T>(client: Client, expression: string): Promise<T> {
  const { result, exceptionDetails } = await client.Runtime.evaluate({ expression, returnByValue: true });
  if (exceptionDetails !== undefined) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return result.value as T;
}

/** A Chromium of any age on a folder of its user's data; runs a script before anything else, and opens the app. */
export async function onChromium(
  engine: Engine,
  before: string,
  userFolder: string,
  url: string
): Promise<Television> {
  const args = [...FLAGS, ...engine.flags, `--user-data-dir=${userFolder}`, 'about:blank'];
  const { child, kill } = asGroup(engine.program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const client = await pageOn(await portOf(child));
    const thrown: string[] = [];
    client.Runtime.exceptionThrown(({ exceptionDetails }) =>
      thrown.push(exceptionDetails.exception?.description ?? exceptionDetails.text)
    );
    await client.Page.addScriptToEvaluateOnNewDocument({ source: before });
    const loaded = client.Page.loadEventFired();
    await client.Page.navigate({ url });
    await loaded;
    return {
      kill,
      thrown,
      press: (keyCode) => press(client, keyCode),
      evaluate: (expression) => evaluate(client, expression),
      picture: async () => Buffer.from((await client.Page.captureScreenshot()).data, 'base64')
    };
  } catch (reason) {
    await kill();
    throw reason;
  }
}
