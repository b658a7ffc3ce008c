// promises: T7
import { readFileSync } from 'node:fs';
import { GATEWAY_PAGE, gatewayPage } from '../../../scripts/gateway-page';
import { commandFailureOf } from '../../../src/gateway/command/command-failure';
import { GATEWAY_SETTINGS, gatewaySettingsIn } from '../../../src/gateway/house/gateway-settings';

const page = readFileSync(GATEWAY_PAGE, 'utf8');

test('docs/gateway.md has its tables as the code has them now', () => {
  expect(gatewayPage(page)).toBe(page);
});

test.each(Object.keys(GATEWAY_SETTINGS))('%s is in the table, with what it means', (name) => {
  expect(page).toMatch(new RegExp(`\\| \`${name}\` \\| .{5,} \\| `));
});

test.each([
  ['COUCHKEY_PORT', '80a', 'a whole number from 0 to 65535'],
  ['COUCHKEY_PORT', '-1', 'a whole number from 0 to 65535'],
  ['COUCHKEY_UPSTREAM_RATE', '0', 'a whole number from 1 to 1000'],
  ['COUCHKEY_INSECURE_LAN', 'perhaps', '`true` or `false`'],
  ['COUCHKEY_LOG_LEVEL', 'loud', '`debug`, `info`, `warn`, `error` or `silent`'],
  ['COUCHKEY_LOG_LEVEL', 'info`, `warn', '`debug`, `info`, `warn`, `error` or `silent`'],
  ['COUCHKEY_TRUSTED_PROXIES', 'my-proxy', 'addresses or networks, such as 10.0.0.0/8'],
  ['COUCHKEY_TRUSTED_PROXIES', '10.0.0.1,10.0.0.0/33', 'addresses or networks, such as 10.0.0.0/8'],
  ['COUCHKEY_PLEX_URL', 'ftp://plex.tv', 'an address that begins with http:// or https://'],
  [
    'COUCHKEY_PUBLIC_URL',
    'https://user:secret@kiosk.example',
    'an address that begins with http:// or https://'
  ]
])('%s=%s is refused by name and by what it wants, without its value', (name, value, wants) => {
  expect(() => gatewaySettingsIn({ [name]: value })).toThrow(
    expect.objectContaining(commandFailureOf('badSetting', `${name} wants ${wants}`))
  );
});

test('what is not set, or set to nothing, has its default', () => {
  expect(gatewaySettingsIn({ COUCHKEY_PORT: ' ' }).COUCHKEY_PORT).toBe(8080);
  expect(
    gatewaySettingsIn({ COUCHKEY_TRUSTED_PROXIES: ' loopback, 10.1.0.0/16, fd00::/8 ' })
      .COUCHKEY_TRUSTED_PROXIES
  ).toEqual(['loopback', '10.1.0.0/16', 'fd00::/8']);
});
