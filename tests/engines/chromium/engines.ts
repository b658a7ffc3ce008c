import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSystem } from '../../support/system';

/** A browser that a test can start: its program, and the flags it needs beyond those that all share. */
export type Engine = { readonly name: string; readonly program: string; readonly flags: readonly string[] };

export const ENGINES_FOLDER = join(__dirname, '../../../build/engines');

/** Which televisions carry an engine of that age. What stands for the years before 64 is worded in docs/devices.md. */
export const YEARS: { readonly [major: number]: string } = {
  64: 'Tizen 5.0 (2019)',
  68: 'webOS 5 (2020)',
  69: 'Tizen 5.5 (2020)',
  76: 'Tizen 6 (2021)',
  79: 'webOS 6 (2021)',
  85: 'Tizen 6.5 (2022)',
  87: 'webOS 22 (2022)',
  108: 'webOS 24, Tizen 8 (2024)'
};

/** Today's Chromium, as the system brings it. */
export function systemChromium(): Engine {
  return { name: 'Chromium of the system', program: ensureSystem('chromium'), flags: [] };
}

/** Software GL goes by three names over these years; an engine that does not find it has no WebGL and does not say so. */
function glFor(major: number): readonly string[] {
  if (major < 70) {
    return ['--use-gl=osmesa', '--ignore-gpu-blacklist'];
  }
  return major < 100 ? ['--use-gl=swiftshader', '--ignore-gpu-blacklist'] : [];
}

/** A fetched Chromium of that major version; null as long as nobody fetched it. */
export function fetchedChromium(major: number): Engine | null {
  const program = join(ENGINES_FOLDER, `chromium-${major}`, 'chrome');
  return existsSync(program) ? { name: `Chromium ${major}`, program, flags: glFor(major) } : null;
}
