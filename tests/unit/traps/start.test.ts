// promises: C1
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { built } from '../../support/built';
import { withPage } from '../../support/chromium';
import { inkOn, startOf } from '../../support/first-picture';
import { becomeOld, GONE } from '../../support/old-library';
import { serve, type Change } from '../../support/serve';

jest.setTimeout(120000);

const { pageFor } = createRequire(__filename)('../../../webpack/page.js') as {
  pageFor: (options: { policy: string; isTizen: boolean }) => string;
};

/** Less than a thousandth of a screen is a speck; a line of text and a button are far more. */
const SPECK = 0.001;

let folder: string;

beforeAll(async () => {
  folder = await built('browser');
});

type Visit = {
  readonly change?: Change;
  readonly query?: string;
  readonly prepare?: (page: Page) => Promise<unknown>;
};

async function visit({
  change,
  query = '',
  prepare
}: Visit): Promise<{ kind: string; words: string; ink: number }> {
  const served = await serve(folder, change);
  try {
    return await withPage(async (page) => {
      await (prepare === undefined ? null : prepare(page));
      const start = await startOf(page, served.url + query);
      return { ...start, ink: await inkOn(page) };
    });
  } finally {
    await served.stop();
  }
}

function without(text: string): Change {
  return (path, body) =>
    path === '/index.html' ? Buffer.from(body.toString('utf8').replace(text, '')) : body;
}

function refuseWebGl(): void {
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string) {
    return /webgl/.test(kind) ? null : original.call(this, kind);
  } as typeof original;
}

/** The same script beside the page that a package carries. */
function packaged(): string {
  const copy = mkdtempSync(join(tmpdir(), 'couchkey-file-'));
  cpSync(folder, copy, { recursive: true });
  writeFileSync(join(copy, 'index.html'), pageFor({ policy: 'packaged', isTizen: false }));
  return copy;
}

describe('the packaged page', () => {
  it('starts as a file, as a packaged app is', async () => {
    const copy = packaged();
    const start = await withPage((page) => startOf(page, `file://${copy}/index.html`));
    rmSync(copy, { recursive: true });
    expect(start.kind).toBe('started');
  });
});

describe('the built page, in a real browser', () => {
  it.each(['', '?renderer=canvas'])('starts and draws its first picture (%s)', async (query) => {
    const seen = await visit({ query });
    expect(seen.kind).toBe('started');
    expect(seen.ink).toBeGreaterThan(SPECK);
  });

  it('starts under its own policy, and would not without unsafe-eval: then the guard says so', async () => {
    const seen = await visit({ change: without("'unsafe-eval'") });
    expect(seen.kind).toBe('failed');
    expect(seen.words).toMatch(/could not start \(B\d\)/);
  });

  it('draws although every font is missing', async () => {
    const seen = await visit({ change: (path, body) => (path.endsWith('.woff2') ? null : body) });
    expect(seen.kind).toBe('started');
    expect(seen.ink).toBeGreaterThan(SPECK);
  });

  it('draws on canvas2d when WebGL has a name but gives no context', async () => {
    const seen = await visit({ prepare: (page) => page.evaluateOnNewDocument(refuseWebGl) });
    expect(seen.kind).toBe('started');
    expect(seen.ink).toBeGreaterThan(SPECK);
  });

  it('draws with the standard library of Chrome 38', async () => {
    const seen = await visit({ prepare: (page) => page.evaluateOnNewDocument(becomeOld, GONE) });
    expect(seen.kind).toBe('started');
    expect(seen.ink).toBeGreaterThan(SPECK);
  });

  it('says so when its script is missing', async () => {
    const seen = await visit({ change: (path, body) => (path === '/couchkey.js' ? null : body) });
    expect(seen.words).toMatch(/could not start \(B3\)/);
  });

  it('says so when its script stops with an error', async () => {
    const broken: Change = (path, body) =>
      path === '/couchkey.js' ? Buffer.from('throw new Error("x")') : body;
    expect((await visit({ change: broken })).words).toMatch(/could not start \(B2\)/);
  });
});
