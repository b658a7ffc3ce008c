import type { StoreSettings } from '../house/environment';

/** What a command may touch besides its files. */
export type CommandWorld = {
  readonly settings: StoreSettings;
  readonly environment: { readonly [name: string]: string | undefined };
  readonly say: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly pause: (ms: number) => Promise<void>;
};

export type Command = {
  /** `<file>` and options, as the list of commands shows them. */
  readonly usage: string;
  readonly about: string;
  readonly run: (args: readonly string[], world: CommandWorld) => Promise<void>;
};
