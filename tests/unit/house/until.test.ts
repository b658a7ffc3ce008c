import { until } from '../../support/until';

it.each([[''], [null], [undefined], [false]])('goes on looking while there is %p', async (nothing) => {
  const seen = [nothing, 'QX7M'];
  expect(await until(() => seen.shift())).toBe('QX7M');
});

it('takes a nought for an answer', async () => {
  expect(await until(() => 0)).toBe(0);
});
