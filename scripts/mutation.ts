/** Asks whether the tests of core and modules notice a change: of every line, or of a seeded sample of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createRandom } from '../tests/simulator/kernel/random';
import { readOptions } from './options';
import { binOf, ROOT, run } from './processes';

const options = readOptions(process.argv.slice(2), {
  sample: { kind: 'number', fallback: 100, min: 1, max: 100, about: 'per cent of the lines to change' },
  seed: { kind: 'number', fallback: 1, min: 0, about: 'the same seed picks the same lines' }
});

function sources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => relative(ROOT, join(ROOT, folder, name)))
    .sort();
}

function pickedLines(file: string, isPicked: () => boolean): readonly string[] {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  return lines.flatMap((_text, at) => (isPicked() ? [`${file}:${at + 1}-${at + 1}`] : []));
}

function whatToMutate(): readonly string[] {
  if (options.sample === 100) {
    return [];
  }
  const random = createRandom(options.seed);
  const isPicked = (): boolean => random.int(100) < options.sample;
  const places = ['src/core', 'src/modules'].flatMap(sources).flatMap((file) => pickedLines(file, isPicked));
  return ['--mutate', places.join(',')];
}

void run(binOf('stryker'), ['run', ...whatToMutate()]).then(({ status }) => process.exit(status));
