// promises: C5
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tizenFaults, webosFaults } from '../../../scripts/package-faults';
import { built } from '../../support/built';

jest.setTimeout(120000);

type Change = readonly [what: string, from: string | RegExp, to: string, fault: RegExp];

const WEBOS: readonly Change[] = [
  ['a junk type', '"type": "web"', '"type": "fridge"', /type must be "web"/],
  ['a bad version', /"version": "[^"]*"/, '"version": "1.0.0-rc1"', /is not x\.y\.z/],
  ['an id with a minus', '"tv.couchkey.app"', '"tv.couch-key.app"', /not lower-case words/],
  ['an id of LG', '"tv.couchkey.app"', '"com.lge.app"', /not lower-case words/],
  ['a missing icon', 'icon-80.png', 'gone.png', /"gone\.png" is missing/],
  ['an icon of another size', 'icon-130.png', 'icon-80.png', /80x80, not 130x130/],
  [
    'Back going to the platform',
    '"disableBackHistoryAPI": true',
    '"disableBackHistoryAPI": false',
    /must be true/
  ],
  ['less memory than by default', '"requiredMemory": 160', '"requiredMemory": 60', /below 120/],
  ['a missing page', '"main": "index.html"', '"main": "start.html"', /main must be "index\.html"/]
];

const TIZEN: readonly Change[] = [
  ['an older floor', 'required_version="3.0"', 'required_version="2.3"', /required_version 3\.0/],
  ['a package of nine letters', 'package="CouchKeyTV"', 'package="CouchKeyT"', /10 letters/],
  ['no network', /<access[^>]*>/, '', /no network/],
  ['a policy beside the access rules', '</widget>', '<tizen:content-security-policy/></widget>', /not both/],
  ['no privilege for media keys', /<tizen:privilege [^>]*inputdevice"\/>/, '', /no media key/],
  ['a version that is none', /version="\d[^"]*" viewmodes/, 'version="next" viewmodes', /needs a version/]
];

function changed(
  folder: string,
  file: string,
  from: string | RegExp,
  to: string,
  look: (at: string) => string[]
): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'couchkey-package-'));
  cpSync(folder, copy, { recursive: true });
  const text = readFileSync(join(copy, file), 'utf8');
  expect(text.replace(from, to)).not.toBe(text);
  writeFileSync(join(copy, file), text.replace(from, to));
  const faults = look(copy);
  rmSync(copy, { recursive: true });
  return faults;
}

describe('the folder for webOS', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await built('webos', './tests/fixtures/nothing.ts');
  });

  it('has nothing to find fault with', () => {
    expect(webosFaults(folder)).toEqual([]);
  });

  it.each(WEBOS)('is refused with %s', (_what, from, to, fault) => {
    expect(changed(folder, 'appinfo.json', from, to, webosFaults).join()).toMatch(fault);
  });
});

describe('the folder for Tizen', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await built('tizen', './tests/fixtures/nothing.ts');
  });

  it('has nothing to find fault with', () => {
    expect(tizenFaults(folder)).toEqual([]);
  });

  it.each(TIZEN)('is refused with %s', (_what, from, to, fault) => {
    expect(changed(folder, 'config.xml', from, to, tizenFaults).join()).toMatch(fault);
  });

  it("has no dot-file: Samsung's signer leaves those out, and the signature would not hold", () => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => /(^|[\\/])\./.test(name))).toEqual([]);
  });
});
