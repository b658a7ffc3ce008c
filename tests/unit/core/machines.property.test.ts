import fc from 'fast-check';
import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../../src/core/model/config';
import { RETUNE_PRESET } from '../../../src/modules/plex/auth/constants';
import { AWAKE } from '../../../src/core/machine/ask';
import { effectsFor, reduceSession, startSession } from '../../../src/core/machine/session-machine';
import { Session } from '../../../src/core/session';
import { answersTo, DIALOGS, failuresOf, INTENTS, SECRETS } from '../../support/any-message';
import { VirtualClock } from '../../support/virtual-clock';
import type { Effect, Message, Outcome } from '../../../src/core/model/message';
import type { Config } from '../../../src/core/model/config';
import type { SessionState } from '../../../src/core/model/session-state';

/** One step of a story: who speaks, what is picked, and how much time passes first. */
type Step = { readonly who: 'viewer' | 'world' | 'past'; readonly pick: number; readonly leapMs: number };
type Told = { readonly before: SessionState; readonly message: Message; readonly after: SessionState };

const steps = fc.array(
  fc.record<Step>({
    who: fc.oneof(
      { weight: 3, arbitrary: fc.constant('viewer' as const) },
      { weight: 6, arbitrary: fc.constant('world' as const) },
      { weight: 1, arbitrary: fc.constant('past' as const) }
    ),
    pick: fc.nat(),
    leapMs: fc.constantFrom(0, 10, 2000, 20000, 400000, 3600000)
  }),
  { maxLength: 80 }
);
const configs = fc.constantFrom<Config>(
  DEFAULT_CONFIG,
  { ...DEFAULT_CONFIG, ...RETUNE_PRESET, renewals: 0 },
  { ...DEFAULT_CONFIG, kiosk: true, renewals: null }
);

const AUTH_KEYS: { readonly [kind: string]: string } = {
  restoring: 'ask reason?',
  signedOut: 'reason? unwiped?',
  requestingCode: 'provider ask reason?',
  awaitingLink: 'provider code old since poll misses renewal reason?',
  resting: 'provider reason',
  acceptingToken: 'provider token ask reason?',
  accepting: 'provider remembered ask reason?',
  choosingProfile: 'signIn remembered profiles ask reason?',
  askingProfilePin: 'signIn remembered profiles profile nth reason?',
  openingProfile: 'signIn remembered profiles profile pin nth',
  signedIn: 'signIn remembered confirmed ask reason?',
  leaving: 'ask all reason?'
};
const CONNECTION_KEYS: { readonly [kind: string]: string } = {
  idle: '',
  listing: 'owner choose ask reason? track? retryAt?',
  choosingServer: 'owner servers back looks reason? relist?',
  typingAddress: 'owner servers back looks reason? address? asksToken?',
  tryingAddress: 'owner servers back looks address token?',
  searching: 'owner serverId attempt nth refetch brisk allow track quiet libraries reason?',
  online: 'owner route misses missedAt answeredAt since latencies libraries librariesAsk improving brisk ask',
  waiting: 'owner serverId attempt nth ms retryAt track quiet libraries reason',
  stuck: 'owner serverId nth retryAt track reason'
};
const KNOWN_DIALOGS = ['none', 'exiting', ...DIALOGS];

/** What is wrong with a state's fields, if anything. */
function oddities(state: { readonly kind: string }, table: { readonly [kind: string]: string }): string[] {
  const wanted = (table[state.kind] ?? 'unknownKind').split(' ').filter((key) => key !== '');
  const has = Object.keys(state).filter((key) => key !== 'kind');
  const allowed = wanted.map((key) => key.replace('?', ''));
  const missing = wanted.filter((key) => !key.endsWith('?') && !has.includes(key));
  return [...missing, ...has.filter((key) => !allowed.includes(key))];
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(Object.freeze(value)).forEach(deepFreeze);
  }
  return value;
}

function messageFor(step: Step, open: readonly Effect[], past: readonly Effect[], now: number): Message {
  const questions = step.who === 'past' && past.length > 0 ? past : open;
  if (step.who === 'viewer') {
    return INTENTS[step.pick % INTENTS.length] as Message;
  }
  const to = questions[step.pick % questions.length] as Effect;
  const outcomes = [...answersTo(to, now), ...answersTo(to, now), ...failuresOf(to)];
  return { type: 'answer', to, outcome: outcomes[(step.pick >>> 8) % outcomes.length] as Outcome };
}

/** Every state of a story, each frozen before it is read. */
function tell(story: readonly Step[], config: Config): Told[] {
  let state = deepFreeze(
    startSession(config, { visible: true, online: true, memoryLow: false }, DEFAULT_SETTINGS)
  );
  let now = 1000;
  let past: readonly Effect[] = [];
  return story.map((step) => {
    now += step.leapMs;
    const before = state;
    const open = effectsFor(before);
    const message = messageFor(step, open, past, now);
    past = past.concat(open).slice(-30);
    state = deepFreeze(reduceSession(before, message, { now, random: (step.pick % 100) / 100 }));
    return { before, message, after: state };
  });
}

function always(holds: (told: Told) => void): void {
  fc.assert(
    fc.property(steps, configs, (story, config) => tell(story, config).forEach(holds)),
    { numRuns: 400, seed: 20261120 }
  );
}

describe('whatever is said in whatever order', () => {
  it('the state stays inside the union', () => {
    always(({ after }) => {
      expect(oddities(after.auth, AUTH_KEYS)).toEqual([]);
      expect(oddities(after.connection, CONNECTION_KEYS)).toEqual([]);
      expect(KNOWN_DIALOGS).toContain(after.dialog.kind);
    });
  });

  it('no PIN and no token is in a printed state', () => {
    always(({ after }) => {
      const printed = JSON.stringify(after);
      SECRETS.forEach((secret) => expect(printed).not.toContain(secret));
    });
  });

  it('the questions follow from the state alone, and no two are the same', () => {
    always(({ after }) => {
      const keys = effectsFor(after).map((effect) => JSON.stringify(effect));
      expect(effectsFor(JSON.parse(JSON.stringify(after)) as SessionState).map((e) => e.type)).toEqual(
        effectsFor(after).map((e) => e.type)
      );
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('there is at most one question of a kind, so never two polls', () => {
    always(({ after }) => {
      const types = effectsFor(after).map((effect) => effect.type);
      expect(new Set(types).size).toBe(types.length);
    });
  });

  it('at most one question is after the way to a server, and none but that of a list waits unseen', () => {
    const LOOKING = 'listServers findRoute lookAt tryAddress probeRoute improveRoute wait'.split(' ');
    const IN_SIGHT = 'wait keepQuiet lookAt probeRoute improveRoute listLibraries'.split(' ');
    always(({ after }) => {
      const types: string[] = effectsFor(after).map((effect) => effect.type);
      expect(types.filter((type) => LOOKING.includes(type)).length).toBeLessThanOrEqual(1);
      const unseen = after.device.visible ? [] : types.filter((type) => IN_SIGHT.includes(type));
      expect(unseen).toEqual([]);
    });
  });

  it('what is remembered of a connection does not grow', () => {
    always(({ after: { connection } }) => {
      const latencies = connection.kind === 'online' ? connection.latencies : [];
      const looks = 'looks' in connection ? connection.looks : {};
      expect(latencies.length).toBeLessThanOrEqual(5);
      expect(JSON.stringify(looks).length).toBeLessThan(1000);
    });
  });

  it('an outage is kept quiet three seconds at most, of a server that was there, and libraries stay hers', () => {
    always(({ before, after }) => {
      const { connection } = after;
      if ('quiet' in connection && connection.quiet !== null) {
        expect(connection.track.server).toEqual(connection.quiet.server);
        expect(['online', 'searching', 'waiting']).toContain(before.connection.kind);
        expect(effectsFor({ ...after, device: AWAKE })).toContainEqual({
          type: 'keepQuiet',
          until: connection.track.since + 3000
        });
      }
      if ('track' in connection && 'libraries' in connection && connection.libraries !== null) {
        expect(connection.track.server).not.toBeNull();
      }
    });
  });

  it('every rest is a number of milliseconds', () => {
    always(({ after }) =>
      effectsFor(after).forEach((effect) => {
        const rest = 'afterMs' in effect ? effect.afterMs : 0;
        expect(rest >= 0 && rest < Infinity).toBe(true);
      })
    );
  });

  it('the same message at the same moment makes the same state', () => {
    always(({ before, message }) => {
      const moment = { now: 5e7, random: 0.25 };
      expect(reduceSession(before, message, moment)).toEqual(reduceSession(before, message, moment));
    });
  });

  it('a connection belongs to who is signed in, and to nobody else', () => {
    always(({ after }) => {
      const { auth, connection } = after;
      const owner = connection.kind === 'idle' ? null : connection.owner;
      const tied = auth.kind === 'signedIn' && auth.signIn.hasServers ? auth.signIn.key : null;
      expect(owner).toBe(tied);
    });
  });

  it('a guarded profile is entered by its PIN or by a fresh link, never by Back or a reboot', () => {
    always(({ before, message, after }) => {
      const isEntry = before.auth.kind !== 'signedIn' && after.auth.kind === 'signedIn';
      if (isEntry && after.auth.kind === 'signedIn' && after.auth.signIn.profile.guarded) {
        expect(message.type === 'answer' ? message.to.type : message.type).toMatch(
          /^(openProfile|loadAccount)$/
        );
      }
    });
  });

  it('three refusals of the vault are the most that a way out takes', () => {
    always(({ after }) => {
      let state = reduceSession(after, { type: 'signOut' }, { now: 0, random: 0 });
      for (let tries = 0; tries < 3 && state.auth.kind === 'leaving'; tries++) {
        const to = effectsFor(state).find((each) => each.type === 'forget') as Effect;
        const outcome: Outcome = { type: 'failed', failure: { code: 'storage' } };
        state = reduceSession(state, { type: 'answer', to, outcome }, { now: 0, random: 0 });
      }
      expect(state.auth.kind).toBe('signedOut');
    });
  });

  it('a code is polled for a bounded time, however often the answer is "not yet"', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1e13 }), fc.boolean(), (lifeMs, isLimited) => {
        const config = { ...DEFAULT_CONFIG, ...(isLimited ? RETUNE_PRESET : {}), renewals: 0 };
        const code = { id: '1', text: '', link: '', expiresAt: 1000 + lifeMs };
        expect(pollsUntilRest(config, code.expiresAt > 0 ? code : { ...code, expiresAt: NaN })).toBeLessThan(
          2 * 3600 + 10
        );
      }),
      { numRuns: 30, seed: 20261120 }
    );
  });
});

/** Polls of one code that is answered "pending" at once, until nothing polls any more. */
function pollsUntilRest(
  config: Config,
  code: { id: string; text: string; link: string; expiresAt: number }
): number {
  const at = (now: number) => ({ now, random: 0 });
  const start = startSession(config, { visible: true, online: true, memoryLow: false }, DEFAULT_SETTINGS);
  const restore = effectsFor(start).find((each) => each.type === 'restore') as Effect;
  const found: Outcome = { type: 'restoredCode', provider: 'plex', code };
  let state = reduceSession(start, { type: 'answer', to: restore, outcome: found }, at(1000));
  let now = 1000;
  for (let polls = 0; polls < 100000; polls++) {
    const to = effectsFor(state).find((each) => each.type === 'checkCode');
    if (to === undefined || to.type !== 'checkCode') {
      return polls;
    }
    now += to.afterMs;
    const outcome: Outcome = { type: 'codePending', codeId: to.codeId, lifeMs: null };
    state = reduceSession(state, { type: 'answer', to, outcome }, at(now));
  }
  return Infinity;
}

describe('a runner that answers late, twice, or after a cancel', () => {
  it('gets each answer in at most once, and only while its question is open', () => {
    fc.assert(
      fc.property(steps, configs, (story, config) => {
        const held: { effect: Effect; answer: (outcome: Outcome) => void; isOpen: boolean }[] = [];
        const device = { visible: true, online: true, memoryLow: false };
        const run = (effect: Effect, answer: (outcome: Outcome) => void): (() => void) => {
          const entry = { effect, answer, isOpen: true };
          held.push(entry);
          return () => void (entry.isOpen = false);
        };
        const session = new Session({ run }, new VirtualClock(), {
          config,
          device,
          settings: DEFAULT_SETTINGS
        });
        session.start();
        story.forEach((step) => {
          if (step.who === 'viewer') {
            session.send(INTENTS[step.pick % INTENTS.length] as never);
            return;
          }
          const entry = held[step.pick % held.length];
          if (entry === undefined) {
            return;
          }
          const outcomes = [...answersTo(entry.effect, 0), ...failuresOf(entry.effect)];
          const before = session.state;
          const wasOpen = entry.isOpen;
          entry.isOpen = false;
          entry.answer(outcomes[(step.pick >>> 8) % outcomes.length] as Outcome);
          if (!wasOpen) {
            expect(session.state).toBe(before);
          }
        });
      }),
      { numRuns: 300, seed: 20261120 }
    );
  });
});
