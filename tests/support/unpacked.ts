import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { built } from './built';
import { pointedAt } from './kiosk-page';

/** The packaged profile: how a packaged app is believed to run. No real set has confirmed that. */
export const PACKAGED = ['--disable-web-security', '--allow-file-access-from-files'];

/** The app with what a test may ask of it, as it is unpacked on a set and pointed at a simulator: the address of its page. */
export async function unpacked(
  folder: string,
  plexUrl: string,
  entry = './tests/journey/tv-entry.ts'
): Promise<string> {
  const index = join(folder, 'index.html');
  cpSync(await built('webos', entry), folder, { recursive: true });
  writeFileSync(index, pointedAt(plexUrl)('/index.html', readFileSync(index)) ?? '');
  return pathToFileURL(index).href;
}
