// promises: M9 B11
import { setTimeout as pause } from 'node:timers/promises';
import { buildApp } from '../../../src/gateway/http/app';
import { openPino } from '../../../src/gateway/http/log';
import { ok, type Route } from '../../../src/gateway/http/route';
import { startRedis } from '../../support/redis-server';
import { aScreen } from '../../support/gateway-screen';
import { testGateway } from '../../support/gateway-world';
import { until } from '../../support/until';

const ready = async (url: string): Promise<number> => (await fetch(`${url}/readyz`)).status;

test('while Redis is away every screen is told to come back, and is still itself when Redis is back', async () => {
  const redis = await startRedis();
  const gateway = await testGateway({ REDIS_URL: redis.url });
  const screen = aScreen(gateway.url);
  const { csrf } = (await screen.begin()).body;
  await redis.kill();
  await until(async () => (await ready(gateway.opsUrl)) === 503);
  const away = await screen.get('/api/session');
  expect([away.status, away.body.error.code]).toEqual([503, 'STORE_UNAVAILABLE']);
  expect(away.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  expect((await screen.get('/healthz')).status).toBe(200);
  await redis.start();
  await until(async () => (await ready(gateway.opsUrl)) === 200);
  expect((await screen.begin()).body.csrf).toBe(csrf);
  expect(await (await fetch(`${gateway.opsUrl}/metrics`)).text()).toMatch(
    /couchkey_store_errors_total\{code="storeUnavailable"\} [1-9]/
  );
  await gateway.stop();
  await redis.stop();
}, 60000);

test('a gateway that stops answers who waits, and takes nobody new', async () => {
  const gateway = await testGateway();
  const waits: Route = {
    ...{
      method: 'GET',
      path: '/wait',
      who: 'anyone',
      summary: 'for a test',
      replies: { 200: { type: 'string' } }
    },
    handle: async ({ gone }) => {
      await pause(60000, undefined, { signal: gone }).catch(() => undefined);
      return ok('answered');
    }
  };
  const stopping = new AbortController();
  const plan = {
    logger: openPino('silent'),
    routes: [waits],
    version: '0',
    readBearer: async () => null
  };
  const app = await buildApp({ ...plan, world: { ...gateway.world, stopping: stopping.signal } });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const waiting = fetch(`${url}/wait`);
  await until(
    () => new Promise((resolve) => app.server.getConnections((_error, count) => resolve(count > 0)))
  );
  stopping.abort();
  await app.close();
  expect(await (await waiting).text()).toBe('answered');
  await expect(fetch(`${url}/wait`)).rejects.toThrow();
  await gateway.stop();
});
