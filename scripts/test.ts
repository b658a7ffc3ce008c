/** All tests, or those that the arguments name: anything Jest understands, and `--testPathPattern` as before Jest 30. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureFonts, ensureSystem } from '../tests/support/system';
import { isWholeSuite, jestArguments, unknownArgument } from './jest-arguments';
import { refuse } from './options';
import { binOf, run } from './processes';

type Summary = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
};

function summaryIn(path: string): Summary {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Summary;
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 1 };
  }
}

/** What a run of everything will need is fetched before it starts, not by two workers at once. */
function prepare(): void {
  try {
    ensureSystem('chromium');
    ensureSystem('zbarimg');
    ensureFonts();
    ensureSystem('redis-server');
  } catch (thrown) {
    process.stderr.write(`couchkey: ${(thrown as Error).message}\n`);
    process.exit(1);
  }
}

async function test(argv: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-test-'));
  const report = join(folder, 'report.json');
  const env = { NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --no-deprecation`.trim() };
  const { status } = await run(binOf('jest'), [...jestArguments(argv), '--json', `--outputFile=${report}`], {
    env
  });
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = summaryIn(report);
  rmSync(folder, { recursive: true, force: true });
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  process.stdout.write(`${numPassedTests} passed, ${failed} failed\n`);
  return failed === 0 ? status : 1;
}

const argv = process.argv.slice(2);
const unknown = unknownArgument(argv);
if (unknown !== null) {
  refuse(`there is no option ${unknown} (npx jest --help lists them)`);
}
if (isWholeSuite(argv)) {
  prepare();
}
void test(argv).then((status) => process.exit(status));
