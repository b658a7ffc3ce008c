import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder that holds package.json. */
export const ROOT = resolve(__dirname, '..');

export type Finished = { readonly status: number; readonly output: string };

/** Where the program of an installed package is. */
export function binOf(name: string): string {
  const path = join(ROOT, 'node_modules/.bin', name);
  if (!existsSync(path)) {
    process.stderr.write(`couchkey: ${name} is not installed: run npm ci first\n`);
    process.exit(2);
  }
  return path;
}

export type RunOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Keep what it prints to oneself; otherwise it is shown as it comes. */
  readonly quiet?: boolean;
};

/** Runs a program to its end and gathers what it printed. Never rejects: a failed start is status 1. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { cwd = ROOT, env = {}, quiet = false } = options;
  return new Promise((done) => {
    let output = '';
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe']
    });
    const take = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (!quiet) {
        to.write(chunk);
      }
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', (error) => done({ status: 1, output: error.message }));
    child.on('close', (status) => done({ status: status ?? 1, output }));
  });
}
