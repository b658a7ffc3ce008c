import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyFileSource, makeKeyFile, readKeyFile, writeKeyFile } from '../../../src/gateway/secrets/key-file';
import { newKey, ringOf } from '../../../src/gateway/secrets/key-ring';
import { openKeyRing } from '../../../src/gateway/secrets/open-key-ring';

describe('the key file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'couchkey-key-'));
    file = join(folder, 'couchkey.key');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (fromEnvironment: string | undefined, isFirstRun: boolean, said: string[] = []): string =>
    openKeyRing({ fromEnvironment, file, isFirstRun, warn: (line) => void said.push(line) }).ring().active.id;

  it('is made on the first run, for nobody else to read, and says where to keep a copy', () => {
    const said: string[] = [];
    const id = open(undefined, true, said);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(said.join()).toMatch(/couchkey\.key.*copy/);
    expect(said.join()).not.toContain(readFileSync(file, 'utf8').split('"')[5]);
    expect(open(undefined, false)).toBe(id);
    expect(readdirSync(folder)).toEqual(['couchkey.key']);
  });

  it('is not made anew when the store has envelopes already: the key was lost, and that must be seen', () => {
    expect(() => open(undefined, false)).toThrow(expect.objectContaining({ code: 'keyMissing' }));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not looked at when the environment brings the keys', () => {
    const [one, two] = [newKey(), newKey()];
    const source = openKeyRing({
      fromEnvironment: `${one.bytes.toString('hex')}, ${two.bytes.toString('base64')}`,
      file,
      isFirstRun: true,
      warn: () => undefined
    });
    expect(source.ring().active.id).toBe(one.id);
    expect([...source.ring().keys.keys()]).toEqual([one.id, two.id]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused when others may read it', () => {
    makeKeyFile(file);
    chmodSync(file, 0o640);
    expect(() => open(undefined, false)).toThrow(
      expect.objectContaining({ code: 'keyFileReadableByOthers' })
    );
  });

  it.each([
    '',
    '{',
    '[]',
    '{"couchkey":1,"keys":[]}',
    '{"couchkey":1,"keys":["short"]}',
    '{"couchkey":2,"keys":["x"]}'
  ])('is refused when it holds %p', (text) => {
    writeFileSync(file, text, { mode: 0o600 });
    expect(() => open(undefined, true)).toThrow(expect.objectContaining({ code: 'keyFileBroken' }));
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('stands as the first of two processes made it', () => {
    const [one, two] = [newKey(), newKey()];
    makeKeyFile(file, one);
    makeKeyFile(file, two);
    expect(readKeyFile(file)?.active.id).toBe(one.id);
  });

  it('is read again by a gateway that is running', () => {
    makeKeyFile(file);
    const source = keyFileSource(file);
    const before = source.ring();
    const next = ringOf(newKey(), [before.active]);
    writeKeyFile(file, next);
    expect(source.ring().active.id).toBe(next.active.id);
    expect(source.ring().keys.has(before.active.id)).toBe(true);
    rmSync(file);
    expect(source.ring().active.id).toBe(next.active.id);
  });

  it('says so when it cannot be written', () => {
    rmSync(folder, { recursive: true });
    expect(() => makeKeyFile(file)).toThrow(expect.objectContaining({ code: 'keyFileUnwritable' }));
  });
});
