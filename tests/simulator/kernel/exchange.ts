import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JumpingClock } from './clock';
import { deliver, reset } from './deliver';
import { planOf, type FaultPlan } from './fault-plan';
import type { FaultStore } from './fault-store';
import type { JournalWriter, OpenEntry } from './journal';
import { findRoute, type RouteMatch } from './match';
import { readRequest } from './read-request';
import type { SimReply, SimRequest, SimService } from './types';

export type Kernel = {
  readonly clock: JumpingClock;
  readonly journal: JournalWriter;
  readonly faults: FaultStore;
};

export type Exchange = {
  readonly kernel: Kernel;
  readonly services: readonly SimService[];
  readonly secure: boolean;
  readonly signal: AbortSignal;
};

type Call = { readonly match: RouteMatch; readonly request: SimRequest; readonly plan: FaultPlan };

const NO_ENTRY: OpenEntry = { settle: () => undefined };

function drawPlan(kernel: Kernel, match: RouteMatch, request: SimRequest): FaultPlan {
  if (match.service.internal === true) return planOf([]);
  const { method, path, port } = request;
  return planOf(
    kernel.faults.draw({ service: match.service.name, route: routeName(match), method, path, port })
  );
}

function routeName(match: RouteMatch): string | null {
  return match.route === null ? null : match.route.name;
}

function note(kernel: Kernel, { match, request, plan }: Call): OpenEntry {
  if (match.service.internal === true) return NO_ENTRY;
  const { params: _params, ...seen } = request;
  return kernel.journal.write({
    ...seen,
    at: kernel.clock.now(),
    service: match.service.name,
    route: routeName(match),
    faults: plan.kinds
  });
}

/** An origin keeps the path that was asked for; an address with a path is taken whole. */
function redirectTarget(to: string, request: SimRequest): string {
  const url = new URL(to);
  if (url.pathname !== '/' || url.search !== '') return to;
  const query = new URLSearchParams(request.query).toString();
  return url.origin + request.path + (query === '' ? '' : `?${query}`);
}

function replaced(plan: FaultPlan, request: SimRequest): SimReply | null {
  if (plan.redirect !== null) {
    const location = redirectTarget(plan.redirect.to, request);
    return { status: plan.redirect.status ?? 302, headers: { location } };
  }
  if (plan.status === null) return null;
  const { status, body, headers = {}, retryAfter } = plan.status;
  const wait: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { status, body: body ?? '', headers: { 'content-type': 'text/plain', ...headers, ...wait } };
}

async function routeReply({ match, request, plan }: Call): Promise<SimReply> {
  const early = match.service.before?.(request) ?? replaced(plan, request);
  if (early !== null) return early;
  return match.route === null ? { status: 404 } : match.route.handle(request);
}

async function replyTo(call: Call): Promise<SimReply> {
  const { service } = call.match;
  call.plan.misfortunes.forEach((name) => service.misfortunes?.[name]?.(call.request));
  const reply = await routeReply(call);
  return service.after === undefined ? reply : service.after(call.request, reply);
}

async function arrive(exchange: Exchange, message: IncomingMessage): Promise<Call> {
  const read = await readRequest(message, exchange.secure);
  const match = findRoute(exchange.services, read.method, read.path);
  const request = { ...read, params: match.params };
  return { match, request, plan: drawPlan(exchange.kernel, match, request) };
}

/** One request from arrival to answer, faults included. */
export async function handleExchange(
  exchange: Exchange,
  message: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const { kernel, signal } = exchange;
  const call = await arrive(exchange, message);
  const entry = note(kernel, call);
  kernel.clock.jump(call.plan.clockJumpMs);
  if (call.plan.delayMs > 0) await sleep(call.plan.delayMs, undefined, { signal });
  if (call.plan.resetBeforeHeaders) return reset(response);
  if (call.plan.hang) return;
  const reply = await replyTo(call);
  entry.settle(reply.status);
  const headOnly = call.request.method === 'HEAD';
  await deliver(response, { reply, plan: call.plan, now: kernel.clock.now(), headOnly, signal });
}
