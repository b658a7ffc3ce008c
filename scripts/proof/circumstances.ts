import { spawnSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { ROOT } from '../processes';

/** Where and when something was measured, and how to do it again. */
export type Circumstances = {
  readonly at: string;
  readonly commit: string;
  readonly machine: string;
  readonly load: string;
  readonly command: string;
  readonly isQuick: boolean;
};

function commitNow(): string {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: ROOT,
    encoding: 'utf8'
  });
  return status === 0 ? stdout.trim() : 'unknown';
}

function machine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
}

/** As things stand now: asked for before the measuring begins, the load is what others make. */
export function circumstances(command: string, isQuick = false): Circumstances {
  const [load = NaN] = loadavg();
  return {
    at: new Date().toISOString().slice(0, 10),
    commit: commitNow(),
    machine: machine(),
    load: load.toFixed(1),
    command,
    isQuick
  };
}
