import { existsSync, writeFileSync } from 'node:fs';
import { FIXTURES, SHAPES_FILE, shapesOfFixtures, shapesText } from '../tests/shapes/plex-shapes';
import { readOptions } from './options';

readOptions(process.argv.slice(2), {});

if (existsSync(FIXTURES)) {
  writeFileSync(SHAPES_FILE, shapesText(shapesOfFixtures()));
} else {
  console.error(
    'shapes: the recorded replies (../shared/fixtures/plex) are not here; the committed file stays'
  );
  process.exitCode = 1;
}
