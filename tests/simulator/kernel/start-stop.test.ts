import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import { get } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, post } from '../ask';
import { startSimulator } from '../start';

jest.setTimeout(30_000);

const ROOT = join(__dirname, '../../..');

/** Listening sockets only: what the clients of this very process leave behind is not the simulator's. */
function handles(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
}

function tlsStatus(url: string, ca: string | null): Promise<number | string> {
  return new Promise((resolve) => {
    const options = {
      ...(ca === null ? {} : { ca }),
      headers: { 'x-plex-client-identifier': 'a' },
      agent: false as const
    };
    get(url, options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

describe('stopping', () => {
  it('leaves no port behind, and cuts what hangs, drips, waits or sits idle', async () => {
    const before = handles();
    const simulator = await startSimulator();
    simulator.faults.set({ kind: 'hang', path: '/hang' });
    simulator.faults.set({ kind: 'drip', everyMs: 60_000, path: '/api/v2/user' });
    simulator.faults.set({ kind: 'latency', ms: 60_000, path: '/late' });
    const idle = connect(Number(new URL(simulator.urls.plex).port), '127.0.0.1');
    await once(idle, 'connect');
    const pending = ['/hang', '/api/v2/user', '/late'].map((path) => ask(simulator, path).catch(() => 'cut'));
    void simulator.phone.slow('ABCD', 60_000);
    while (simulator.journal.all().length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    await simulator.stop();
    expect(await Promise.all(pending)).toEqual(['cut', 'cut', 'cut']);
    idle.destroy();
    if (!idle.closed) await once(idle, 'close');
    while (handles() > before) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(handles()).toBeLessThanOrEqual(before);
  });

  it('can be done twice, and frees its ports', async () => {
    const first = await startSimulator();
    const port = Number(new URL(first.urls.plex).port);
    await first.stop();
    await first.stop();
    const second = await startSimulator({ ports: { plex: port } });
    expect(second.urls.plex).toBe(first.urls.plex);
    await second.stop();
  });

  it('happens by itself when a port is taken, and says so', async () => {
    const first = await startSimulator();
    const before = handles();
    const port = Number(new URL(first.urls.plex).port);
    await expect(startSimulator({ ports: { plex: port } })).rejects.toThrow('EADDRINUSE');
    const after = handles();
    await first.stop();
    expect(after).toBeLessThanOrEqual(before);
  });
});

it('runs beside others of its kind', async () => {
  const many = await Promise.all([1, 2, 3].map((seed) => startSimulator({ seed })));
  const created = await Promise.all(many.map((one) => post(one, '/api/v2/pins')));
  expect(created.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(many[0]?.journal.all()).toHaveLength(1);
  await Promise.all(many.map((one) => one.stop()));
});

it('starts at the moment it is told to', async () => {
  const simulator = await startSimulator({ clockStart: Date.UTC(2030, 0, 1) });
  const { body } = await post(simulator, '/api/v2/pins');
  expect(body.createdAt).toMatch(/^2030-01-01T00:00:/);
  await simulator.stop();
});

describe('TLS', () => {
  it('is trusted by whoever knows the throw-away authority, and by nobody else', async () => {
    const simulator = await startSimulator({ tls: true });
    const url = `${simulator.urls.plexTls}/api/v2/ping`;
    expect(await tlsStatus(url, simulator.caPem)).toBe(401);
    expect(await tlsStatus(url, null)).not.toBe(401);
    expect(simulator.journal.all().map((entry) => entry.secure)).toEqual([true]);
    await simulator.stop();
  });

  it('keeps its authority in a folder for the next run', async () => {
    const certDir = mkdtempSync(join(tmpdir(), 'simulator-'));
    const pems = [];
    for (let run = 0; run < 2; run += 1) {
      const simulator = await startSimulator({ tls: true, certDir });
      pems.push(simulator.caPem);
      await simulator.stop();
    }
    expect(pems[0]).toBe(pems[1]);
    expect(readdirSync(certDir).sort()).toEqual(expect.arrayContaining(['ca.pem', 'server.pem']));
  });

  it('is not there unless asked for', async () => {
    const simulator = await startSimulator();
    expect([simulator.caPem, simulator.urls.plexTls]).toEqual([null, null]);
    await simulator.stop();
  });
});

describe('the command', () => {
  const command = ['--import', 'tsx', join(ROOT, 'scripts/simulator.ts')];

  it('prints where it listens, and ends by itself when told to, whatever is still open', async () => {
    const child = spawn(process.execPath, command, { cwd: ROOT });
    const [printed] = (await once(child.stdout, 'data')) as [Buffer];
    const url = /plex\.tv\s+(http:\S+)/.exec(printed.toString())?.[1] ?? '';
    expect((await fetch(`${url}/link`)).status).toBe(200);
    const hang = JSON.stringify({ kind: 'hang', path: '/hang' });
    await fetch(`${url}/__sim/faults`, { method: 'POST', body: hang });
    const hanging = fetch(`${url}/hang`).catch(() => 'cut');
    const slow = JSON.stringify({ code: 'ABCD', afterMs: 600_000 });
    const waiting = fetch(`${url}/__sim/phone/slow`, { method: 'POST', body: slow }).catch(() => 'cut');
    await fetch(`${url}/link`);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await Promise.all([hanging, waiting])).toEqual(['cut', 'cut']);
  });

  it.each([['--sead'], ['--seed=x'], ['--plex-port=70000']])(
    'answers %s with one line and status 2',
    (option) => {
      try {
        execFileSync(process.execPath, [...command, option], { cwd: ROOT, stdio: 'pipe' });
        throw new Error('it took the option');
      } catch (error) {
        const { status, stderr } = error as { status: number; stderr: Buffer };
        expect([status, stderr.toString().trim().split('\n')]).toEqual([2, [expect.any(String)]]);
      }
    }
  );
});
