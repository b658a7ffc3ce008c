import { walk } from './walk';

jest.mock('@lightningjs/sdk', () => (jest.requireActual('./bare-stage') as { bareSdk: object }).bareSdk);

const MINUTES = 60_000;
const steps = Number(process.env['COUCHKEY_WALK_STEPS'] ?? 1500);
const seed = Number(process.env['COUCHKEY_WALK_SEED'] ?? 1 + Math.floor(Math.random() * 1e6));

describe('somebody who presses keys at random', () => {
  it(
    'gets one act for each press, always sees where he is, and is never kept anywhere',
    async () => {
      const walked = await walk(seed, steps);
      process.stderr.write(`${JSON.stringify(walked)}\n`);
      expect(walked.faults).toEqual([]);
    },
    30 * MINUTES
  );
});
