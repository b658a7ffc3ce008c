/** Somebody presses keys at random, for a long time, while everything around the set misbehaves. */
import { readOptions } from './options';
import { binOf, run } from './processes';

const { steps, seed } = readOptions(process.argv.slice(2), {
  steps: { kind: 'number', fallback: 20000, min: 1, about: 'how many keys and touches' },
  seed: { kind: 'number', fallback: 7, min: 1, about: 'the same evening again' }
});

const env = { COUCHKEY_WALK_STEPS: String(steps), COUCHKEY_WALK_SEED: String(seed) };
void run(binOf('jest'), ['tests/walk', '--forceExit'], { env }).then(({ status }) => process.exit(status));
