import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSystem } from '../../support/system';

/** A browser that a test can start: its program, and the flags it needs beyond those that all share. */
export type Engine = { readonly name: string; readonly program: string; readonly flags: readonly string[] };

export const ENGINES_FOLDER = join(__dirname, '../../../build/engines');

/** Today's Chromium, as the system brings it. */
export function systemChromium(): Engine {
  return { name: 'Chromium of the system', program: ensureSystem('chromium'), flags: [] };
}

/** A fetched Chromium of that major version; null as long as nobody fetched it. */
export function fetchedChromium(major: number): Engine | null {
  const program = join(ENGINES_FOLDER, `chromium-${major}`, 'chrome');
  return existsSync(program) ? { name: `Chromium ${major}`, program, flags: ['--use-gl=swiftshader'] } : null;
}
