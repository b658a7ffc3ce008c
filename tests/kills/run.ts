/** Pulls the plug on every engine at hand: the system's Chromium, and the old one once `fetch` has brought it. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fetchedChromium, systemChromium } from '../engines/chromium/engines';
import { killEach, tableOf } from './kills';
import type { Kill } from './kills';

const OLD = 87;

async function main(): Promise<void> {
  if (fetchedChromium(OLD) === null) {
    execFileSync('npx', ['tsx', join(__dirname, '../engines/chromium/fetch.ts')], { stdio: 'inherit' });
  }
  const engines = [systemChromium(), fetchedChromium(OLD)].filter((engine) => engine !== null);
  const kills: Kill[] = [];
  for (const engine of engines) {
    kills.push(...(await killEach(engine)));
  }
  process.stdout.write(`${tableOf(kills)}\n`);
  process.exitCode = kills.every(({ kiosk, packaged }) => kiosk && packaged) ? 0 : 1;
}

void main();
