import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { openCamera, type Camera } from './camera';
import { differenceOf } from './compare';
import { dressed } from './looks';
import { palettePng } from './palette-png';
import { STATES } from './states';
import type { SessionState } from '../../src/core/model/session-state';

export const GOLDENS = join(__dirname, 'goldens');
export const GOLDEN_LANGUAGES = ['en', 'ar'];
/** So much of a picture may differ: a line of text that has moved is more. */
export const TOLERANCE = 0.0006;

export type Shot = { readonly name: string; readonly state: SessionState };

/** Every picture that is compared, by name. */
export const SHOTS: readonly Shot[] = Object.entries(STATES).flatMap(([name, state]) =>
  GOLDEN_LANGUAGES.map((language) => ({
    name: `${name}.${language}`,
    state: dressed(state, { language, largeText: false, contrast: false })
  }))
);

function pathOf({ name }: Shot): string {
  return join(GOLDENS, `${name}.png`);
}

/** The share of the picture that differs from what is kept; 1 where nothing is kept. */
export function compareShot(shot: Shot, png: Buffer): number {
  return existsSync(pathOf(shot))
    ? differenceOf(PNG.sync.read(readFileSync(pathOf(shot))), PNG.sync.read(png))
    : 1;
}

/** Keeps the picture from now on. One that has not changed is not written again. */
export function keepShot(shot: Shot, png: Buffer): boolean {
  if (compareShot(shot, png) <= TOLERANCE) {
    return false;
  }
  mkdirSync(GOLDENS, { recursive: true });
  writeFileSync(pathOf(shot), palettePng(PNG.sync.read(png)));
  return true;
}

/** Each picture in turn, in the engine that is pinned. False where nobody has fetched it. */
export async function shootAll(then: (shot: Shot, png: Buffer) => void): Promise<boolean> {
  const camera: Camera | null = await openCamera();
  if (camera === null) {
    return false;
  }
  try {
    for (const shot of SHOTS) {
      then(shot, await camera.photograph(shot.state));
    }
    return true;
  } finally {
    await camera.close();
  }
}
