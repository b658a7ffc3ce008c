import { DEFAULT_SETTINGS } from './config';
import type { Settings } from './config';

/** The record that the runner writes and whoever starts a session reads. */
export const SETTINGS_RECORD = 'settings';

type Fields = { [name: string]: unknown };

/** Stored settings as far as they can be understood; the rest is as on the first day. Never throws. */
export function readSettings(text: string | null): Settings {
  const stored = fieldsIn(text);
  const defaults = DEFAULT_SETTINGS as Fields;
  const settings: Fields = {};
  Object.keys(defaults).forEach((name: string): void => {
    const own = stored[name];
    settings[name] = typeof own === typeof defaults[name] ? own : defaults[name];
  });
  return settings as Settings;
}

function fieldsIn(text: string | null): Fields {
  try {
    const parsed: unknown = text === null ? null : JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Fields) : {};
  } catch {
    return {};
  }
}
