import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStores } from '../../../src/gateway/stores/sqlite/open-sqlite-stores';
import type { IStores } from '../../../src/gateway/stores/ports';
import type { TokenHash } from '../../../src/gateway/stores/rows';
import { seeded } from '../../support/seeded';

/** What is going to happen to a session after it was made. */
export type Plan = 'keep' | 'renew' | 'revoke';
type Told = 'created' | 'renewed' | 'revoked';
type Promised = { readonly plan: Plan; readonly told: Told };

/** `lost` names promises that the store did not keep. */
export type Tally = {
  readonly kills: number;
  readonly beforeOpen: number;
  readonly promised: number;
  readonly lost: readonly string[];
};

/** The longest life of a writer after it has opened the store; some are killed while they still open it. */
const LONGEST_MS = 120;

const hash = (text: string): TokenHash => createHash('sha256').update(text).digest('base64url') as TokenHash;

/** Starts a writer, kills it at a moment of chance, and hands over what it had been promised. */
function killOnce(path: string, run: number, chance: () => number): Promise<readonly string[]> {
  const args = ['--import', 'tsx', join(__dirname, 'writer.ts'), path, String(run)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  const dieIn = (ms: number): void => void setTimeout(() => child.kill('SIGKILL'), ms);
  let isDying = false;
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    if (!isDying) {
      isDying = true;
      dieIn(chance() * LONGEST_MS);
    }
  });
  if (chance() < 0.1) {
    isDying = true;
    dieIn(150 + chance() * 500);
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const lines = Buffer.concat(chunks).toString().split('\n');
      // The last piece has no line end: it was being told when the plug was pulled.
      return code === null
        ? resolve(lines.slice(0, -1))
        : reject(new Error(`the writer ended by itself: ${code}`));
    });
  });
}

function note(promises: Map<string, Promised>, lines: readonly string[]): void {
  lines.forEach((line) => {
    const [told, plan, id] = line.split(' ');
    if (id !== undefined) {
      promises.set(id, { plan: plan as Plan, told: told as Told });
    }
  });
}

/** Whether the store is as it promised; what was under way when the plug was pulled may have happened or not. */
async function isKept({ sessions }: IStores, id: string, { plan, told }: Promised): Promise<boolean> {
  const [before, after] = [await sessions.read(hash(id)), await sessions.read(hash(`${id} renewed`))];
  if (told === 'revoked') {
    return before === null && after === null;
  }
  if (told === 'renewed') {
    return before === null && after?.id === id;
  }
  return plan === 'keep' ? before?.id === id : plan === 'revoke' || (before === null) !== (after === null);
}

async function lostOf(path: string, promises: ReadonlyMap<string, Promised>): Promise<readonly string[]> {
  const stores = await openSqliteStores({ path, clock: { wall: () => Date.now() } });
  const lost: string[] = [];
  for (const [id, promised] of promises) {
    if (!(await isKept(stores, id, promised))) {
      lost.push(`${promised.told} ${id}`);
    }
  }
  await stores.close();
  return lost;
}

/** So many kills of writers on one file. After each the file is opened and the promises of that writer are looked up; at the end all of them. */
export async function killGateway(kills: number, seed: number): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-gateway-kills-'));
  const path = join(folder, 'couchkey.db');
  const chance = seeded(seed);
  const all = new Map<string, Promised>();
  const lost: string[] = [];
  let beforeOpen = 0;
  try {
    for (let run = 0; run < kills; run += 1) {
      const lines = await killOnce(path, run, chance);
      beforeOpen += lines.includes('open') ? 0 : 1;
      const promises = new Map<string, Promised>();
      note(promises, lines);
      lost.push(...(await lostOf(path, promises)));
      promises.forEach((promised, id) => all.set(id, promised));
    }
    lost.push(...(await lostOf(path, all)));
    return { kills, beforeOpen, promised: all.size, lost };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
