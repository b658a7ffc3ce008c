/** The packed core, as somebody installs it: in a page, by import and by require, and as other tools read it. */
// promises: R1
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binOf, ROOT, run } from '../../scripts/processes';
import { withPage } from '../support/chromium';
import { serve } from '../support/serve';
import { until } from '../support/until';
import { startSimulator } from '../simulator/start';

jest.setTimeout(180_000);

let home: string;
let tarball: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'couchkey-embed-'));
  const packed = await run(binOf('tsx'), ['scripts/package-core.ts', '--out', home], { quiet: true });
  tarball = join(home, readdirSync(home).find((name) => name.endsWith('.tgz')) ?? packed.output);
  cpSync(join(ROOT, 'examples/embed'), home, { recursive: true });
  const folder = join(home, 'node_modules/couchkey-core');
  mkdirSync(folder, { recursive: true });
  const unpacked = await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder], { quiet: true });
  expect(unpacked).toMatchObject({ status: 0 });
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

it('signs in in a page of somebody else, lists their servers and is still signed in after a reload', async () => {
  const simulator = await startSimulator();
  const site = await serve(home);
  await withPage(async (page) => {
    const textOf = (id: string): Promise<string> => page.$eval(`#${id}`, (node) => node.textContent ?? '');
    await page.goto(`${site.url}?plex=${encodeURIComponent(simulator.urls.plex)}`);
    const code = await until(() => textOf('code'));
    expect(simulator.phone.approve(code, 'ada')).toMatchObject({ ok: true });
    await until(async () => (await textOf('words')).startsWith('Hello, ada'));
    expect(await until(() => textOf('servers'))).toContain('Harbour House');
    await page.reload();
    await until(async () => (await textOf('words')).startsWith('Hello, ada'));
    await Promise.all([page.waitForNavigation(), page.click('#out')]);
    await until(async () => /^\w{4}$/.test(await textOf('code')));
  });
  await site.stop();
  await simulator.stop();
});

it('shows the same by import, by require and as a global', async () => {
  const folder = join(home, 'node_modules/couchkey-core');
  const program = (load: string): string => `${load}; console.log(Object.keys(core).sort().join())`;
  const names = async (...args: string[]): Promise<string> =>
    (await run('node', args, { cwd: home, quiet: true })).output.trim();
  const required = await names('-e', program("const core = require('couchkey-core')"));
  expect(required).toMatch(/createPlexAuth,.*createPlexServers/);
  expect(await names('--input-type=module', '-e', program("import * as core from 'couchkey-core'"))).toBe(
    required
  );
  const script = readFileSync(join(folder, 'couchkey-core.global.js'), 'utf8');
  expect(
    Object.keys(new Function(`${script}; return Couchkey`)())
      .sort()
      .join()
  ).toBe(required);
});

it('needs no other package and carries its licences', () => {
  const folder = join(home, 'node_modules/couchkey-core');
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  expect(manifest).not.toHaveProperty('dependencies');
  expect(readFileSync(join(folder, 'couchkey-core.cjs'), 'utf8')).not.toMatch(/require\(/);
  expect(readFileSync(join(folder, 'NOTICE'), 'utf8')).toMatch(/eventemitter3[^]*MIT[^]*idb-keyval/);
  expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toContain('Apache License');
});

it('is clean to publint and to are-the-types-wrong', async () => {
  const publint = await run(binOf('publint'), ['--strict', tarball], { quiet: true });
  expect(publint.output).toContain('All good');
  const attw = await run(binOf('attw'), [tarball, '--no-definitely-typed', '--format', 'ascii'], {
    quiet: true
  });
  expect(attw).toMatchObject({ status: 0 });
});
