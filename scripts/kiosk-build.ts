import { ROOT, run } from './processes';

/** The folder of the app that a gateway serves. */
export const KIOSK = `${ROOT}/build/browser`;

/** Builds it, which takes half a minute; what the build said is told only when it failed. */
export async function buildKiosk(): Promise<void> {
  process.stdout.write('building the kiosk\n');
  const args = ['--import', 'tsx', `${ROOT}/scripts/build.ts`, '--target', 'browser'];
  const { status, output } = await run(process.execPath, args, { quiet: true });
  if (status !== 0) {
    throw new Error(`the build failed\n${output}`);
  }
}
