// promises: C5
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../support/free-port';
import { ensureSystem } from '../support/system';
import { built } from '../support/built';
import { testGateway } from '../support/gateway-world';
import { serve } from '../support/serve';
import { until } from '../support/until';

jest.setTimeout(180_000);

const ROOT = resolve(__dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'couchkey-kiosk-'));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function start(env: { readonly [name: string]: string }): ChildProcess {
  return spawn(join(ROOT, 'kiosk/couchkey-kiosk'), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe']
  });
}

describe('the files of a kiosk', () => {
  it('start a real Chromium on the page, with a data folder that stays', async () => {
    const asked: string[] = [];
    const page = await serve(await built('browser', './tests/fixtures/nothing.ts'), (path, body) => {
      asked.push(path);
      return body;
    });
    const kiosk = start({
      COUCHKEY_URL: page.url,
      COUCHKEY_DATA: join(scratch, 'data'),
      COUCHKEY_BROWSER: ensureSystem('chromium'),
      COUCHKEY_FLAGS: '--headless=new --no-sandbox --disable-dev-shm-usage'
    });
    await until(() => asked.includes('/couchkey.js'));
    kiosk.kill();
    await new Promise((done) => kiosk.once('exit', done));
    await page.stop();
    expect(readFileSync(join(scratch, 'data/Local State'), 'utf8')).not.toBe('');
  });

  it('show a page of their own until the gateway is up, and go there by themselves', async () => {
    const port = await freePort();
    const kiosk = start({
      COUCHKEY_URL: `http://127.0.0.1:${port}/tv/`,
      COUCHKEY_WAITING: join(ROOT, 'kiosk/waiting.html'),
      COUCHKEY_DATA: join(scratch, 'early'),
      COUCHKEY_BROWSER: ensureSystem('chromium'),
      COUCHKEY_FLAGS: '--headless=new --no-sandbox --disable-dev-shm-usage'
    });
    await until(() => existsSync(join(scratch, 'early/Local State')));
    const asked: string[] = [];
    const gateway = await testGateway({
      COUCHKEY_KIOSK: await built('browser', './tests/fixtures/nothing.ts')
    });
    const late = createServer((request, response) => {
      asked.push(`${request.headers['sec-fetch-dest']} ${request.url}`);
      void fetch(`${gateway.url}/`).then(async ({ headers, body }) => {
        headers.forEach((value, name) => response.setHeader(name, value));
        response.end(await new Response(body).text());
      });
    });
    await new Promise<void>((resolve) => late.listen(port, '127.0.0.1', resolve));
    await until(() => asked.includes('document /tv/'));
    expect(asked[0]).toBe('empty /tv/');
    kiosk.kill();
    await new Promise((done) => kiosk.once('exit', done));
    await new Promise((done) => late.close(done).closeAllConnections());
    await gateway.stop();
  });

  it('say what is missing when nobody told them the address', async () => {
    const kiosk = start({ COUCHKEY_URL: '' });
    let said = '';
    kiosk.stderr?.on('data', (text) => (said += String(text)));
    const status = await new Promise((done) => kiosk.once('exit', done));
    expect(status).not.toBe(0);
    expect(said).toContain('set COUCHKEY_URL');
  });

  it('hand over every flag in its own piece', async () => {
    const listing = join(scratch, 'browser');
    const out = join(scratch, 'arguments');
    writeFileSync(listing, `#!/bin/sh\nprintf '%s\\n' "$@" > ${out}\n`);
    chmodSync(listing, 0o755);
    const kiosk = start({
      COUCHKEY_URL: 'http://localhost:8080/tv/',
      COUCHKEY_BROWSER: listing,
      HOME: scratch
    });
    await new Promise((done) => kiosk.once('exit', done));
    const given = readFileSync(out, 'utf8').trim().split('\n');
    expect(given).toEqual(expect.arrayContaining(['--kiosk', `--user-data-dir=${scratch}/.couchkey-kiosk`]));
    expect(given[given.length - 1]).toBe('http://localhost:8080/tv/');
    expect(given.filter((each) => !each.startsWith('--'))).toHaveLength(1);
  });

  it('name only policies that are whole JSON', () => {
    const policy = JSON.parse(readFileSync(join(ROOT, 'kiosk/couchkey-policy.json'), 'utf8')) as object;
    expect(Object.keys(policy)).toContain('LocalNetworkAccessAllowedForUrls');
  });
});
