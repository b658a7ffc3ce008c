/**
 * Does the whole app grow? A day of codes, sign-ins, outages, suspends and key presses in a real Chromium at a sixth of this
 * machine, in time that hurries while nothing is awaited. Run: npm run soak [-- --long]
 */
import { readOptions } from '../../scripts/options';
import { circumstances } from '../../scripts/proof/circumstances';
import { keepSoak } from '../../scripts/proof/soak-page';
import { liveThrough } from './app/day';
import { faultsOf, growthOf } from './app/growth';
import { HastySet } from './app/set';
import { soakReport } from './app/soak-report';
import { shown } from '../bench/support/shown';

const LONG_HOURS = 72;

const options = readOptions(process.argv.slice(2), {
  hours: { kind: 'number', fallback: 24, min: 1, about: 'hours of the app' },
  long: { kind: 'flag', about: `${LONG_HOURS} hours` },
  speed: {
    kind: 'number',
    fallback: 240,
    min: 1,
    max: 2000,
    about: 'how fast time passes while nothing is awaited'
  },
  seed: { kind: 'number', fallback: 1, min: 1, about: 'what is pressed, and what goes wrong' },
  keep: { kind: 'flag', about: 'write docs/soak.md' }
});

async function main(): Promise<void> {
  const hours = options.long ? LONG_HOURS : options.hours;
  const about = circumstances(`npm run soak -- --hours ${hours} --seed ${options.seed} --keep`);
  const began = Date.now();
  const set = await HastySet.open(options.speed, options.seed);
  try {
    const day = await liveThrough(set, hours, options.seed, (held) =>
      process.stdout.write(
        `hour ${held.hour}: heap ${Math.round(held.scriptKb)} kB, code ${Math.round(held.codeKb)} kB, ${held.texturePixels} pixels in ${held.textures} textures, ` +
          `${held.listeners} listeners, ${held.timers} timers, ${held.nodes} nodes\n`
      )
    );
    const faults = [...faultsOf(growthOf(day.held)), ...day.errors];
    const minutes = (Date.now() - began) / 60_000;
    const report = soakReport(day, faults, { hours, minutes, seed: options.seed, speed: options.speed });
    process.stdout.write(report.tables.map(shown).join('\n'));
    process.stdout.write(faults.length === 0 ? '\nnothing grows\n' : `\n${faults.join('\n')}\n`);
    if (options.keep) keepSoak(about, report);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await set.close();
  }
}

void main();
