import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../../src/gateway/command/run-command';

const page = readFileSync(join(__dirname, '../../../docs/gateway-data.md'), 'utf8');

describe('docs/gateway-data.md', () => {
  it.each(Object.keys(COMMANDS))('tells of couchkey %s', (name) => {
    expect(page).toContain(`\`couchkey ${name}`);
  });
});
