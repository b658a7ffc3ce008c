import { freePort } from '../../support/free-port';

/** What Linux hands out by itself to whoever asks for any. */
const LOWEST_OF_THE_SYSTEM = 32_768;

it('a port for later is none that another program gets by itself meanwhile', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, freePort));
  expect(ports.filter((port) => port >= LOWEST_OF_THE_SYSTEM)).toEqual([]);
  expect(new Set(ports).size).toBeGreaterThan(40);
});
