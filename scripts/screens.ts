/** Photographs every screen: compares with the pictures kept, or keeps new ones; contact sheets to look at. */
import { keepShot, compareShot, shootAll, TOLERANCE } from '../tests/screens/goldens';
import { writeSheets } from '../tests/screens/sheets';
import { readOptions } from './options';
import { ROOT } from './processes';

const options = readOptions(process.argv.slice(2), {
  write: { kind: 'flag', about: 'keep the pictures of today' },
  sheets: { kind: 'flag', about: 'contact sheets of all languages and looks into build/screens' }
});

async function compare(): Promise<number> {
  let [off, all] = [0, 0];
  const isHere = await shootAll((shot, png) => {
    const share = compareShot(shot, png);
    const isNew = options.write && keepShot(shot, png);
    all += 1;
    off += share > TOLERANCE ? 1 : 0;
    if (share > TOLERANCE) {
      process.stdout.write(`${shot.name}: ${(100 * share).toFixed(2)} % ${isNew ? 'kept' : 'differs'}\n`);
    }
  });
  if (!isHere) {
    process.stdout.write('the pinned Chromium is not here: npm run engines -- --chromium\n');
    return 1;
  }
  process.stdout.write(`${all} pictures, ${off} ${options.write ? 'new' : 'different'}\n`);
  return options.write || off === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  if (options.sheets) {
    await writeSheets(`${ROOT}/build/screens`);
    return 0;
  }
  return compare();
}

void main().then((status) => process.exit(status));
