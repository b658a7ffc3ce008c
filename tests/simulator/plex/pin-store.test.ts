import { createClock } from '../kernel/clock';
import { createRandom } from '../kernel/random';
import { createPinStore } from './pin-store';

const ORDER = { strong: false, clientIdentifier: 'tv-1', product: '0', jwk: null };

it('never has two living PINs with one code, and forgets the dead of a long soak', () => {
  const clock = createClock();
  const store = createPinStore(clock, createRandom(1));
  const codes = Array.from({ length: 3000 }, () => store.create(ORDER).code);
  expect(new Set(codes).size).toBe(codes.length);
  clock.jump(900_000);
  Array.from({ length: 3000 }, () => store.create(ORDER));
  expect(store.all().length).toBeLessThan(2 * codes.length);
});
