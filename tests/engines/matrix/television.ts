import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** One engine with the app on it, and a remote in somebody's hand. */
export type Television = {
  readonly press: (keyCode: number) => Promise<void>;
  readonly picture: () => Promise<Buffer>;
  readonly evaluate: <T>(expression: string) => Promise<T>;
  /** What the page threw and nobody caught. */
  readonly thrown: readonly string[];
  /** The plug. */
  readonly kill: () => Promise<void>;
};

/** An engine of the matrix: what it is, whom it stands for, and how it is switched on with a user's data. */
export type TvSet = {
  readonly name: string;
  readonly years: string;
  /** The engine is reached from inside the page, by a script that the page loads first. */
  readonly isWired: boolean;
  readonly switchOn: (userFolder: string, url: string) => Promise<Television>;
};

/** A program with all that it starts, so that one SIGKILL ends everything at once. */
export function asGroup(
  program: string,
  args: readonly string[],
  options: SpawnOptions
): { readonly child: ChildProcess; readonly kill: () => Promise<void> } {
  const child = spawn(program, args, { ...options, detached: true });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      process.kill(-(child.pid as number), 'SIGKILL');
    }
    await gone;
  };
  return { child, kill };
}
