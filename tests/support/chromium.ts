import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { ensureSystem } from './system';

/** No sandbox: CI runs as root. The rest keeps a test's browser from talking to anybody by itself. */
const FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];

export type BrowserOptions = {
  readonly flags?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly width?: number;
  readonly height?: number;
};

/** Starts the system's Chromium without a window. WebGL is drawn in software. The caller closes it. */
export function openBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const { flags = [], env = {}, width = 1920, height = 1080 } = options;
  return puppeteer.launch({
    executablePath: ensureSystem('chromium'),
    headless: true,
    args: [...FLAGS, ...flags],
    env: { ...process.env, ...env },
    defaultViewport: { width, height }
  });
}

/** Runs with a page of a fresh browser, and closes the browser whatever happens. */
export async function withPage<T>(run: (page: Page) => Promise<T>, options: BrowserOptions = {}): Promise<T> {
  const browser = await openBrowser(options);
  try {
    return await run(await browser.newPage());
  } finally {
    await browser.close();
  }
}
