import { spawnSync } from 'node:child_process';
import { ensureSystem } from '../../support/system';

export type Load = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly wrong: number;
};

const MS: { readonly [unit: string]: number } = { us: 0.001, ms: 1, s: 1000 };

function timeAt(percent: string, text: string): number {
  const [, value = 'NaN', unit = 'ms'] = new RegExp(`${percent}%\\s+([\\d.]+)(us|ms|s)`).exec(text) ?? [];
  return Number(value) * (MS[unit] ?? NaN);
}

/** So many connections ask the same thing for so many seconds, as fast as they are answered. */
export function load(url: string, headers: readonly string[], seconds: number, connections = 32): Load {
  const told = headers.flatMap((header) => ['-H', header]);
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...told, url];
  const { stdout, stderr, status } = spawnSync(ensureSystem('wrk'), args, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`wrk failed: ${stderr}`);
  }
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? NaN),
    p50Ms: timeAt('50', stdout),
    p99Ms: timeAt('99', stdout),
    wrong: Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0)
  };
}
