/** The peer: what fastify alone needs to hand out a body of the same size and shape. Prints its address. */
const fastify = require('fastify');

const text = { type: 'string' };
const schema = {
  type: 'object',
  properties: {
    signedIn: { type: 'boolean' },
    userTitle: text,
    role: text,
    csrf: text,
    buildId: text,
    config: {
      type: 'object',
      properties: {
        providers: { type: 'array', items: text },
        target: { type: 'object', properties: { url: text, message: text } },
        idleMs: { type: 'number', nullable: true }
      }
    },
    capabilities: {
      type: 'object',
      properties: { admin: { type: 'boolean' }, setup: { type: 'boolean' }, handover: { type: 'boolean' } }
    }
  }
};
const body = {
  ...{ signedIn: true, userTitle: 'Ada', role: 'user', csrf: 'c'.repeat(43), buildId: 'b'.repeat(12) },
  config: { providers: ['plex'], target: { url: '', message: '' }, idleMs: null },
  capabilities: { admin: false, setup: true, handover: false }
};

const app = fastify();
app.get('/api/session', { schema: { response: { 200: schema } } }, async () => body);
app.listen({ port: 0, host: '127.0.0.1' }).then((url) => process.stdout.write(`${url}\n`));
