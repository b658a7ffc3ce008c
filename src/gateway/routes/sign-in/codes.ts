import { Readable } from 'node:stream';
import { failureOf } from '../../../core/model/failure';
import { deskOf, lookEveryMs } from '../../broker/desk';
import type { Desk } from '../../broker/desk';
import { done, ok } from '../../http/route';
import type { Answer, Asked } from '../../http/route';
import { BONDS } from '../../secrets/bonds';
import { newId } from '../../secrets/tokens';
import { isStoreFailure } from '../../stores/store-failure';
import type { Pin, ProviderId, Session } from '../../stores/rows';
import { pocketFrom } from '../../upstream/pocket-vault';
import { newScreenMemory } from '../../upstream/screen-memory';
import { openText } from '../../upstream/sealed-text';
import type { World } from '../../world';
import { checkOffered, screenOf } from './screen';

/** A code as a screen is told of it: how long it lives is said, not when it ends, for clocks differ. */
export type ShownCode = {
  readonly id: string;
  readonly text: string;
  readonly link: string;
  readonly lifeMs: number;
};

export type CodeState =
  | { readonly kind: 'pending'; readonly lifeMs: number | null; readonly place: number }
  | { readonly kind: 'granted'; readonly remembered: true }
  | { readonly kind: 'gone' };

/** The code before the newest: a phone may still be on its page. */
export const OLDER_NOTE = 'olderPin';

const LONGEST_WAIT_MS = 25_000;
const QUEUE_MS = 60 * 60_000;
/** With less than this left somebody would still be typing when the code ends. */
const RENEW_MS = 120_000;

async function presentPin(provider: ProviderId, session: Session, { house, clock }: World): Promise<Pin> {
  const { pins, sessions } = house.stores;
  const current = await pins.current(session.id);
  if (current !== null && current.provider !== provider) {
    await pins.cancel(current.id, session.id);
  }
  const now = clock.wall();
  const isOld = current?.state === 'waiting' && current.expiresAt - now < RENEW_MS;
  const fresh = { id: newId(), sessionId: session.id, provider, expiresAt: now + QUEUE_MS };
  const pin = await pins.open(fresh, isOld);
  if (isOld && pin.id === fresh.id) {
    await sessions.note(session.id, OLDER_NOTE, current.id);
  }
  return pin;
}

/** What a minted code looks like; null while it is still in the queue. */
export async function shownCode(pin: Pin, world: World): Promise<ShownCode | null> {
  if (pin.upstream === null) {
    return null;
  }
  const { house, upstream, clock } = world;
  const pocket = pocketFrom(openText(house.keys, BONDS.pinUpstream(pin.sessionId), pin.upstream));
  const restored = await upstream.provider(pin.provider, pocket, newScreenMemory()).restore();
  if (restored.kind !== 'code') {
    return null;
  }
  const { text, link } = restored.code;
  return { id: pin.id, text, link, lifeMs: Math.max(0, pin.expiresAt - clock.wall()) };
}

/** Shows the session's present code, or a new one as soon as it is minted. Says why when plex.tv keeps it waiting. */
export async function requestCode(provider: ProviderId, asked: Asked, world: World): Promise<Answer> {
  checkOffered(provider, world);
  const session = screenOf(asked);
  const { id } = await presentPin(provider, session, world);
  const desk = deskOf(world);
  desk.poke();
  const until = world.clock.now() + LONGEST_WAIT_MS;
  for (;;) {
    const looked = await world.house.stores.pins.look(id, session.id);
    if (looked === null || looked.pin.state === 'gone') {
      throw failureOf('codeGone');
    }
    const code = await shownCode(looked.pin, world);
    if (code !== null) {
      return ok({ code });
    }
    const reason = desk.brakes.reason(provider);
    if (reason !== null) {
      throw reason;
    }
    if (world.clock.now() >= until || asked.gone.aborted) {
      return { status: 202, body: { queued: { id, place: looked.place } } };
    }
    await rest(desk, id, until - world.clock.now(), asked);
  }
}

function rest(desk: Desk, id: string, leftMs: number, { gone }: Asked): Promise<void> {
  return desk.wait(id, Math.max(0, Math.min(leftMs, lookEveryMs(desk.waiters()))), gone);
}

async function stateOf(provider: ProviderId, id: string, session: Session, world: World): Promise<CodeState> {
  const looked = await world.house.stores.pins.look(id, session.id);
  if (looked === null || looked.pin.provider !== provider || looked.pin.state === 'gone') {
    return { kind: 'gone' };
  }
  const { pin, place } = looked;
  if (pin.state === 'granted') {
    return { kind: 'granted', remembered: true };
  }
  const lifeMs = pin.state === 'waiting' ? Math.max(0, pin.expiresAt - world.clock.wall()) : null;
  return { kind: 'pending', lifeMs, place };
}

/** A code that came out of the queue is news; one place nearer is none. */
function isNews(before: CodeState, now: CodeState): boolean {
  return (
    before.kind !== now.kind ||
    (before.kind === 'pending' && now.kind === 'pending' && isMinted(before) !== isMinted(now))
  );
}

const isMinted = ({ lifeMs }: { readonly lifeMs: number | null }): boolean => lifeMs !== null;

/** What has become of a code, told at once or as soon as there is news, but within `waitMs`. */
export async function checkCode(provider: ProviderId, asked: Asked, world: World): Promise<Answer> {
  const session = screenOf(asked);
  const id = asked.params['id'] ?? '';
  const desk = deskOf(world);
  const until = world.clock.now() + Math.min(LONGEST_WAIT_MS, Number(asked.query['waitMs'] ?? 0));
  const first = await stateOf(provider, id, session, world);
  let state = first;
  while (
    state.kind === 'pending' &&
    !isNews(first, state) &&
    world.clock.now() < until &&
    !asked.gone.aborted
  ) {
    await rest(desk, id, until - world.clock.now(), asked);
    state = await stateOf(provider, id, session, world);
  }
  return ok(state);
}

/** The same as server-sent events, each place in the queue included; ends with the code. */
export async function codeEvents(provider: ProviderId, asked: Asked, world: World): Promise<Answer> {
  const session = screenOf(asked);
  const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' };
  const stream = Readable.from(events(provider, session, asked, world), { highWaterMark: 1 });
  return Promise.resolve({ status: 200, headers, stream });
}

async function* events(
  provider: ProviderId,
  session: Session,
  asked: Asked,
  world: World
): AsyncGenerator<string> {
  const id = asked.params['id'] ?? '';
  const desk = deskOf(world);
  let last = '';
  try {
    for (;;) {
      const state = await stateOf(provider, id, session, world);
      const mark = state.kind === 'pending' ? `${state.place} ${isMinted(state)}` : state.kind;
      // A line that says nothing keeps proxies from taking the silence for an end.
      yield mark === last ? ': still\n\n' : `data: ${JSON.stringify(state)}\n\n`;
      last = mark;
      if (state.kind !== 'pending' || asked.gone.aborted) {
        return;
      }
      await rest(desk, id, LONGEST_WAIT_MS, asked);
    }
  } catch (thrown) {
    if (!isStoreFailure(thrown)) {
      throw thrown;
    }
    // The stream ends; a browser comes back by itself and finds the store again.
    world.log.warn('eventsEnded', { code: thrown.code, what: thrown.what });
  }
}

/** The viewer has gone back: nobody waits for this code any more. */
export async function cancelCode(asked: Asked, world: World): Promise<Answer> {
  await world.house.stores.pins.cancel(asked.params['id'] ?? '', screenOf(asked).id);
  return done();
}
