import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Simulator } from '../start';

export type Code = { readonly code: string; readonly uri?: string };

export type ClientRun = {
  readonly script: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The person with the phone, called for each code that the client shows. */
  readonly onCode?: (code: Code) => void;
};

type Line =
  | ({ readonly event: 'code' } & Code)
  | { readonly event: 'done'; readonly result: unknown }
  | { readonly event: 'failed'; readonly error: string };

const HOSTS = ['plex.tv', 'www.plex.tv', 'clients.plex.tv', 'app.plex.tv', 'my.plexapp.com'];

function portOf(url: string | null): number {
  return url === null ? 0 : Number(new URL(url).port);
}

function hostsFor({ urls }: Simulator): string {
  const ports = { 80: portOf(urls.plex), 443: portOf(urls.plexTls) };
  return JSON.stringify(Object.fromEntries(HOSTS.map((host) => [host, ports])));
}

function environment(simulator: Simulator, dir: string, env: Readonly<Record<string, string>>) {
  const ca = join(dir, 'ca.pem');
  writeFileSync(ca, simulator.caPem ?? '');
  // Old dependencies print deprecations, and a proxy would lead out of this machine.
  const { PATH = '' } = process.env;
  return {
    PATH,
    NODE_NO_WARNINGS: '1',
    NODE_EXTRA_CA_CERTS: ca,
    SIMULATOR_HOSTS: hostsFor(simulator),
    ...env
  };
}

function start(simulator: Simulator, dir: string, { script, env = {} }: ClientRun) {
  const preload = join(__dirname, 'redirect-hosts.cjs');
  return spawn(process.execPath, ['--require', preload, join(__dirname, 'clients', script)], {
    env: environment(simulator, dir, env),
    stdio: ['pipe', 'pipe', 'inherit']
  });
}

/** Runs one client in a process of its own, plays the phone for it, and resolves to what it found. */
export async function runClient<T>(simulator: Simulator, run: ClientRun): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'couchkey-client-'));
  try {
    const child = start(simulator, dir, run);
    const ended = once(child, 'exit');
    let last: Line | null = null;
    for await (const text of createInterface({ input: child.stdout })) {
      last = JSON.parse(text) as Line;
      if (last.event !== 'code') continue;
      run.onCode?.(last);
      child.stdin.write('\n');
    }
    await ended;
    if (last?.event === 'done') return last.result as T;
    throw new Error(last?.event === 'failed' ? last.error : `${run.script} said nothing`);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
