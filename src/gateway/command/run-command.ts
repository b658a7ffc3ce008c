import { setTimeout as pause } from 'node:timers/promises';
import facts from '../../../package.json';
import { storeSettingsIn } from '../house/environment';
import { backup } from './backup';
import type { Command } from './command';
import { failureLine } from './command-failure';
import { importGrant } from './import-grant';
import { restore } from './restore';
import { rotateKey } from './rotate-key';
import { start } from './start';

export type Commands = { readonly [name: string]: Command };

/** What `couchkey` can do. */
export const COMMANDS: Commands = { start, import: importGrant, 'rotate-key': rotateKey, backup, restore };

export type Console = {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
};

function helpFor(commands: Commands): string {
  const width = Math.max(...Object.values(commands).map(({ usage }) => usage.length)) + 2;
  const lines = Object.values(commands).map(({ usage, about }) => `  ${usage.padEnd(width)}${about}`);
  return ['usage: couchkey <command>', ...lines, 'Settings come from the environment: docs/gateway.md'].join(
    '\n'
  );
}

/** Runs what the arguments name. Resolves with the exit status: 0, or 2 after one clear line. */
export async function runCommand(
  argv: readonly string[],
  environment: { readonly [name: string]: string | undefined },
  { out, error }: Console,
  commands: Commands = COMMANDS
): Promise<number> {
  const [name = '', ...args] = argv;
  if (['', 'help', '--help', '-h'].includes(name)) {
    out(helpFor(commands));
    return name === '' ? 2 : 0;
  }
  if (name === '--version') {
    out(facts.version);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    error(`couchkey: there is no command ${name}; couchkey --help lists them (noSuchCommand)`);
    return 2;
  }
  if (args.includes('--help')) {
    out(helpFor({ [name]: command }));
    return 0;
  }
  const world = {
    settings: storeSettingsIn(environment),
    environment,
    say: out,
    warn: (line: string) => error(`couchkey: ${line}`),
    pause: async (ms: number) => void (await pause(ms))
  };
  try {
    await command.run(args, world);
    return 0;
  } catch (thrown) {
    error(`couchkey: ${failureLine(thrown) ?? (thrown instanceof Error ? thrown.stack : String(thrown))}`);
    return 2;
  }
}
