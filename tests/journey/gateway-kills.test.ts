import { killGateway } from '../kills/gateway/kill-gateway';

describe('the embedded store when its process is killed', () => {
  it('keeps every session it promised, and opens again', async () => {
    const { promised, lost } = await killGateway(10, 7);
    expect(lost).toEqual([]);
    expect(promised).toBeGreaterThan(50);
  }, 120_000);
});
