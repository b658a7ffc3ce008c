import type { Settings } from './config';

/** `known` and `saved` are themselves the open questions where false. `early` was chosen before the rest was known. */
export type SettingsState = {
  readonly values: Settings;
  readonly known: boolean;
  readonly saved: boolean;
  readonly nth: number;
  readonly early?: Partial<Settings>;
};
