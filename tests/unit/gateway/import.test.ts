// promises: B10
import { createHash, createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { importedGrantIn } from '../../../src/gateway/import/imported-grant';
import { plexSectionIn } from '../../../src/gateway/import/plex-section';
import { openSigned } from '../../../src/gateway/import/signed-text';

const TOKEN = 'abcdefghij0123456789';
const NOW = 1_800_000_000_000;

function signed(value: unknown, key: string, pack = false): string {
  const bytes = Buffer.from(JSON.stringify(value));
  const payload = pack ? `.${deflateSync(bytes).toString('base64url')}` : bytes.toString('base64url');
  const derived = createHash('sha1').update(`itsdangeroussigner${key}`).digest();
  return `${payload}.${createHmac('sha1', derived).update(payload).digest('base64url')}`;
}

describe('a text as Bazarr signs it', () => {
  it('is read as its library writes it, by that library’s own published example', () => {
    const example = 'eyJpZCI6NSwibmFtZSI6Iml0c2Rhbmdlcm91cyJ9.6YP6T0BaO67XP--9UzTrmurXSmg';
    expect(openSigned(example, 'secret key', 'auth')).toEqual({ id: 5, name: 'itsdangerous' });
  });

  it('is read packed too, and not with another key, nor when it was changed', () => {
    const text = signed(TOKEN, 'key', true);
    expect(openSigned(text, 'key')).toBe(TOKEN);
    expect(openSigned(text, 'other')).toBeUndefined();
    expect(openSigned(`x${text}`, 'key')).toBeUndefined();
    expect(openSigned('', 'key')).toBeUndefined();
    expect(openSigned('no-signature', 'key')).toBeUndefined();
  });
});

describe('an older set-up', () => {
  const YAML = [
    'general:',
    '  token: not this one',
    'plex:',
    `  token: '${signed(TOKEN, 'k3y')}'`,
    '  encryption_key: "k3y"',
    "  user_id: '4711'",
    '  username: ada # the first',
    '  server_machine_id: abc',
    '  server_name: Attic',
    '  server_url: http://192.168.1.5:32400',
    'radarr:',
    '  apikey: nor this'
  ].join('\n');

  it('is taken over with person and server', () => {
    expect(importedGrantIn(plexSectionIn(YAML), NOW)).toEqual({
      token: TOKEN,
      importedAt: NOW,
      person: { id: '4711', name: 'ada' },
      server: { machineId: 'abc', name: 'Attic', url: 'http://192.168.1.5:32400' }
    });
  });

  it.each([
    ['YAML with a plain key', `plex:\n  apikey: ${TOKEN}\n  ip: 10.0.0.2\n  port: 32400\n  ssl: true`],
    [
      'an ini file',
      `[general]\nport = 1\n[plex]\napikey = ${TOKEN}\nip = 10.0.0.2\nssl = True\n[other]\napikey = no`
    ],
    ['JSON', JSON.stringify({ plex: { apikey: TOKEN, ip: '10.0.0.2', port: 32400, ssl: true } })],
    [
      'JSON below settings',
      JSON.stringify({ settings: { plex: { apikey: TOKEN, ip: '10.0.0.2', ssl: 'true' } } })
    ]
  ])('is read from %s', (_form, text) => {
    const grant = importedGrantIn(plexSectionIn(text), NOW);
    expect(grant).toMatchObject({ token: TOKEN, person: null, server: { url: 'https://10.0.0.2:32400' } });
  });

  it.each([
    ['importNothingFound', ''],
    ['importNothingFound', 'plex:\n  ip: 10.0.0.2'],
    ['importNothingFound', '{"plex": {'],
    ['importNothingFound', '{"plex": []}'],
    ['importBadShape', 'plex:\n  token: hello world'],
    ['importBadShape', `plex:\n  token: ${signed('hello', 'k')}\n  encryption_key: k`],
    ['importKeyWrong', `plex:\n  token: ${signed(TOKEN, 'k')}\n  encryption_key: other`]
  ])('is refused as %s: %p', (code, text) => {
    expect(importedGrantIn(plexSectionIn(text), NOW)).toBe(code);
  });

  it('brings no server whose address is none', () => {
    const grant = (url: string): unknown => importedGrantIn({ token: TOKEN, server_url: url }, NOW);
    ['javascript:alert(1)', 'http://user:pass@host/', 'nonsense', 'file:///etc/passwd'].forEach((url) =>
      expect(grant(url)).toMatchObject({ server: null })
    );
  });
});
