/** The peers of a screen that waits: node's own server, and fastify over it, that let everybody wait. `http` or `fastify`. */
const { createServer } = require('node:http');
const fastify = require('fastify');

const KEEP_MS = 72_000;
const WAIT_MS = 25_000;

function plain() {
  const server = createServer({ keepAliveTimeout: KEEP_MS }, (request, response) => {
    setTimeout(() => response.end('{}'), request.url === '/wait' ? WAIT_MS : 0);
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
}

function withFastify() {
  const app = fastify({ keepAliveTimeout: KEEP_MS });
  app.get('/', async () => ({}));
  app.get('/wait', () => new Promise((resolve) => setTimeout(resolve, WAIT_MS, {})));
  app.listen({ port: 0, host: '127.0.0.1' }).then((url) => process.stdout.write(`${url}\n`));
}

(process.argv[2] === 'http' ? plain : withFastify)();
