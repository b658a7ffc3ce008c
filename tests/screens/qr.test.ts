/** The QR on screen, photographed at the three sizes that sets draw at, as a phone across the room sees it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGallery } from './gallery';
import { STATES } from './states';
import type { SessionState } from '../../src/core/model/session-state';
import type { Read } from './qr-eye';

const MINUTES = 60_000;
const ROOT = join(__dirname, '../..');
const LINK = STATES['link'] as SessionState;
const wanted = LINK.auth.kind === 'awaitingLink' ? LINK.auth.code.link : '';

type Placed = { readonly x: number; readonly y: number; readonly w: number; readonly module: number };

/** Where the page says that the modules stand, in its own 1080 lines. */
const PLACE = `(() => {
  const find = (parts, x, y) => parts.reduce((found, part) => found || (part.kind === 'qr'
    ? { x: x + part.x, y: y + part.y, w: part.w, module: part.module }
    : part.inside ? find(part.inside, x + part.x, y + part.y) : null), null);
  const picture = window.gallery.pictureOf(${JSON.stringify(LINK)}, { focus: '', typed: '' });
  return find(picture.ground.parts, 0, 0);
})()`;

/** In a process of its own: a picture is read twenty times slower inside of Jest. */
function readBy(file: string, { x, y, w, module }: Placed): Read {
  const args = [join(__dirname, 'qr-eye.ts'), file, ...[x, y, w, module].map(String)];
  const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/tsx'), args, { cwd: ROOT, encoding: 'utf8' });
  return JSON.parse(stdout) as Read;
}

describe.each([720, 1080, 2160])('the QR picture at %i lines', (lines) => {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-qr-'));
  let at: Placed;
  let read: Read;

  beforeAll(async () => {
    const gallery = await openGallery((lines * 16) / 9, lines);
    await gallery.show(LINK);
    const file = join(folder, 'link.png');
    writeFileSync(file, Buffer.from(await gallery.tab.screenshot()));
    const own = (await gallery.tab.evaluate(PLACE)) as Placed;
    const scale = lines / 1080;
    at = { x: own.x * scale, y: own.y * scale, w: own.w * scale, module: own.module * scale };
    read = readBy(file, at);
    await gallery.close();
  }, 4 * MINUTES);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('leads to the address on screen, also from afar and out of focus', () => {
    expect([read.near, ...read.afar]).toEqual([wanted, wanted, wanted]);
    expect(wanted).toContain('plex.tv/link');
  });

  it('has modules of a whole number of pixels, and stands where the page says', () => {
    expect(Number.isInteger(at.module)).toBe(true);
    expect(read.stripes).toEqual([1, 1, 3, 1, 1].map((count) => count * at.module));
    expect(read.at).toEqual([Math.round(at.x), Math.round(at.y)]);
  });
});
