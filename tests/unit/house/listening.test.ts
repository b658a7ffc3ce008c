import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { houseAddress } from '../../../scripts/listening';
import { ROOT } from '../../../scripts/processes';

describe('a command that listens', () => {
  it('names an address that another machine can open, where there is a network', () => {
    const here = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    const outward = here.filter(({ family, internal }) => family === 'IPv4' && !internal);
    const expected = outward.length === 0 ? ['127.0.0.1'] : outward.map(({ address }) => address);
    expect(expected).toContain(houseAddress());
  });

  it.each([
    ['simulator', '--plex-port'],
    ['demo', '--plex-port']
  ])('%s says in one line that its port is taken', async (script, option) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const command = ['--import', 'tsx', join(ROOT, `scripts/${script}.ts`), option, String(port)];
    const { status, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
    other.close();
    expect([status, stderr]).toEqual([2, expect.stringMatching(`^couchkey: port ${port} is taken; .*\n$`)]);
  });
});
