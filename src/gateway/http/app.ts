import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import underPressure from '@fastify/under-pressure';
import fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest
} from 'fastify';
import type { Logger } from 'pino';
import type { World } from '../world';
import { refuse, send } from './answering';
import type { ReadBearer } from './callers';
import { askedBy, transportFault, letIn } from './gate';
import { answerApps, corsOf } from './cors';
import { serveKiosk } from './kiosk-files';
import { openapiOptions, schemaOf } from './openapi';
import { problemOf } from './problem';
import type { Caller, Route } from './route';
import { refuseUnread } from './unread';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once they were let in. */
    caller: Caller | null;
  }
}

export type AppPlan = {
  readonly world: World;
  readonly logger: Logger;
  readonly routes: readonly Route[];
  readonly readBearer: ReadBearer;
  readonly version: string;
};

/** A request that takes longer to arrive than this is somebody holding a door. */
const ARRIVAL_MS = 15_000;
/** How often the connections are looked through for such. */
const LOOK_MS = 1000;
/** The largest thing anybody has to say is a token. */
const LARGEST_BODY = 16 * 1024;
/** The page's own policy is set with the page; everything else is data and may load nothing. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";
/** Behind most proxies' minute, so that the proxy closes first and no request is lost on a closed line. */
const KEEP_ALIVE_MS = 72_000;

function bareApp({ world, logger }: AppPlan): FastifyInstance {
  const proxies = world.settings.COUCHKEY_TRUSTED_PROXIES;
  return fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (parent) => parent,
    frameworkErrors: (thrown, _request, reply) => void refuse(world, thrown, reply),
    trustProxy: proxies.length === 0 ? false : [...proxies],
    bodyLimit: LARGEST_BODY,
    requestTimeout: ARRIVAL_MS,
    // Node swaps the two when the time for headers is the longer one, which it is unless it is said.
    http: { headersTimeout: ARRIVAL_MS, connectionsCheckingInterval: LOOK_MS },
    clientErrorHandler: (error, socket) => refuseUnread(error, socket),
    keepAliveTimeout: KEEP_ALIVE_MS,
    routerOptions: { maxParamLength: 200 },
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } }
  }) as unknown as FastifyInstance;
}

/** What means something only where a page is drawn: each header of an answer costs most of a hundredth of it. */
const OF_PAGES =
  /^(cross-origin-opener-policy|origin-agent-cluster|x-dns-prefetch-control|x-xss-protection)$/;

type Headers = { readonly [name: string]: string };

/** What helmet says, asked once: at each request it would put its list together anew. */
async function helmetHeaders(
  isTls: boolean
): Promise<{ readonly ofData: Headers; readonly ofPages: Headers }> {
  const probe = fastify();
  await probe.register(helmet, {
    contentSecurityPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isTls,
    // Internet Explorer's and Flash's.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false
  });
  probe.get('/', async () => '');
  const { headers } = await probe.inject('/');
  await probe.close();
  const told = Object.entries(headers).filter(([name]) => !/^(content-|date$|connection$)/.test(name));
  const those = (areOfPages: boolean): Headers =>
    Object.fromEntries(
      told.flatMap(([name, value]) => (OF_PAGES.test(name) === areOfPages ? [[name, String(value)]] : []))
    );
  return { ofData: those(false), ofPages: those(true) };
}

async function addPlugins(app: FastifyInstance, { world, routes, version }: AppPlan): Promise<void> {
  await app.register(cookie);
  await answerApps(app, world, routes);
  await app.register(underPressure, { maxEventLoopDelay: world.settings.COUCHKEY_BUSY_MS, retryAfter: 5 });
  await app.register(swagger, openapiOptions(version, world.settings.COUCHKEY_PUBLIC_URL));
}

function addRoute(app: FastifyInstance, route: Route, { world, readBearer }: AppPlan): void {
  app.route({
    method: route.heads === true ? [route.method, 'HEAD'] : route.method,
    url: route.path,
    schema: schemaOf(route),
    config: corsOf(route),
    onRequest: async (request, reply) =>
      void (request.caller = await letIn(route, request, reply, world, readBearer)),
    handler: (request, reply) =>
      void route
        .handle(askedBy(request, reply, request.caller as Caller, world) as never, world)
        .then((answer) => send(request, reply, answer))
        .catch((thrown: unknown) => refuse(world, thrown, reply))
  });
}

function addOwnRoutes(app: FastifyInstance): void {
  app.get('/healthz', { schema: { summary: 'Whether the process lives', response: {} } }, () => ({
    status: 'ok'
  }));
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

/** The route's own words, never what was asked in its place. */
function note({ log }: World, request: FastifyRequest, reply: FastifyReply): void {
  const { url = 'none' } = request.routeOptions;
  const ms = Math.round(reply.elapsedTime);
  log.debug('request', { method: request.method, route: url, status: reply.statusCode, ms });
}

function addHooks(app: FastifyInstance, { world, logger }: AppPlan, ofData: Headers): void {
  const headers = { ...ofData, 'content-security-policy': DATA_POLICY };
  app.decorateRequest('caller', null);
  app.addHook('onRequest', (request, reply, next) => {
    reply.headers(headers);
    next(transportFault(request, world) as Error | undefined);
  });
  if (logger.isLevelEnabled('debug')) {
    app.addHook('onResponse', async (request, reply) => note(world, request, reply));
  }
}

/** The whole HTTP side, not listening yet. `inject` asks it without a socket. */
export async function buildApp(plan: AppPlan): Promise<FastifyInstance> {
  const { world, routes } = plan;
  const app = bareApp(plan);
  app.setErrorHandler((thrown, _request, reply) => refuse(world, thrown, reply));
  app.setNotFoundHandler((_request, reply) => refuse(world, problemOf('NOT_FOUND'), reply));
  const { ofData, ofPages } = await helmetHeaders(world.settings.COUCHKEY_PUBLIC_URL.startsWith('https:'));
  addHooks(app, plan, ofData);
  await addPlugins(app, plan);
  await app.register(async (inside) => {
    addOwnRoutes(inside);
    routes.forEach((route) => addRoute(inside, route, plan));
  });
  if (world.settings.COUCHKEY_KIOSK !== 'none') {
    await serveKiosk(app, world.settings.COUCHKEY_KIOSK, { gateway: { url: '.' } }, ofPages);
  }
  await app.ready();
  return app;
}
