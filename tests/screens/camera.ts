import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import CDP from 'chrome-remote-interface';
import { fetchedChromium, type Engine } from '../engines/chromium/engines';
import { built } from '../support/built';
import { serve } from '../support/serve';
import { ensureFonts } from '../support/system';
import { until } from '../support/until';
import { FONTS } from './ruler';
import type { SessionState } from '../../src/core/model/session-state';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
  '--force-device-scale-factor=1',
  '--font-render-hinting=none',
  '--lang=en',
  '--window-size=1920,1080',
  '--ignore-gpu-blacklist',
  '--ignore-gpu-blocklist',
  '--remote-debugging-port=0',
  '--remote-debugging-address=127.0.0.1'
];

/** The engine that pictures are compared in: pinned by npm, so that it draws the same everywhere. */
export const GOLDEN_ENGINE = 87;

type Eye = {
  readonly Page: { captureScreenshot(): Promise<{ readonly data: string }> };
  readonly Runtime: {
    evaluate(what: {
      expression: string;
      awaitPromise: boolean;
      returnByValue: boolean;
    }): Promise<{ readonly result: { readonly value?: unknown } }>;
  };
};

export type Camera = {
  readonly photograph: (state: SessionState) => Promise<Buffer>;
  readonly close: () => Promise<void>;
};

/** The pinned engine with the gallery in it; null as long as nobody fetched the engine. */
export async function openCamera(): Promise<Camera | null> {
  const engine = fetchedChromium(GOLDEN_ENGINE);
  if (engine === null) {
    return null;
  }
  ensureFonts();
  const page = await serve(await built('browser', './tests/screens/gallery-page.ts'));
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-camera-'));
  const child = start(engine, folder);
  const eye = await open(await portOf(child), page.url);
  const ask = async (expression: string): Promise<unknown> =>
    (await eye.Runtime.evaluate({ expression, awaitPromise: true, returnByValue: true })).result.value;
  await until(() => ask('window.gallery !== undefined'));
  return {
    photograph: async (state) => {
      await ask(`window.gallery.showAfresh(${JSON.stringify(state)})`);
      return Buffer.from((await eye.Page.captureScreenshot()).data, 'base64');
    },
    close: async () => {
      process.kill(-(child.pid as number), 'SIGKILL');
      await page.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

function start(engine: Engine, folder: string): ChildProcess {
  return spawn(engine.program, [...FLAGS, ...engine.flags, `--user-data-dir=${folder}`, 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...FONTS }
  });
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const port = /ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said);
      if (port !== null) resolve(Number(port[1]));
    });
    child.once('exit', () => reject(new Error(`the browser ended: ${said}`)));
  });
}

async function open(port: number, url: string): Promise<Eye> {
  const target = await CDP.New({ port, host: '127.0.0.1', url });
  return (await CDP({ port, host: '127.0.0.1', target: target.id, local: true })) as unknown as Eye;
}
