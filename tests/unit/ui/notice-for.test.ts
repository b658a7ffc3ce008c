import fc from 'fast-check';
import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../../src/core/model/config';
import { effectsFor, reduceSession, startSession } from '../../../src/core/machine/session-machine';
import { noticeFor } from '../../../src/ui/notice-for';
import { screenFor } from '../../../src/ui/screen-for';
import { answersTo, failuresOf, INTENTS, SECRETS } from '../../support/any-message';
import type { Message } from '../../../src/core/model/message';
import type { SessionState } from '../../../src/core/model/session-state';

type Step = { readonly isViewer: boolean; readonly pick: number };

const steps = fc.array(fc.record<Step>({ isViewer: fc.boolean(), pick: fc.nat() }), { maxLength: 60 });

function messagesIn(state: SessionState, isViewer: boolean): readonly Message[] {
  if (isViewer) {
    return INTENTS;
  }
  return effectsFor(state).flatMap((to) =>
    [...answersTo(to, 0), ...failuresOf(to)].map((outcome): Message => ({ type: 'answer', to, outcome }))
  );
}

function story(told: readonly Step[], kiosk: boolean): readonly SessionState[] {
  const states = [
    startSession({ ...DEFAULT_CONFIG, kiosk }, { visible: true, online: true }, DEFAULT_SETTINGS)
  ];
  told.forEach(({ isViewer, pick }, index) => {
    const state = states[states.length - 1] as SessionState;
    const messages = messagesIn(state, isViewer);
    const message = messages[pick % messages.length];
    if (message !== undefined) {
      states.push(reduceSession(state, message, { now: index * 1000, random: 0.5 }));
    }
  });
  return states;
}

function hasOwnWayOn(state: SessionState): boolean {
  return effectsFor(state).some((effect) => effect.type !== 'watchDevice');
}

describe('the plain screen', () => {
  it('has a title in every state, and never shows a secret', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (told, kiosk) => {
        story(told, kiosk).forEach((state) => {
          const notice = noticeFor(state);
          expect(notice.title).not.toBe('');
          expect(SECRETS.filter((secret) => JSON.stringify(notice).includes(secret))).toEqual([]);
        });
      })
    );
  });

  it('leaves nobody without a way: where nothing goes on by itself there is a button or a PIN to type', () => {
    fc.assert(
      fc.property(steps, (told) => {
        story(told, false).forEach((state) => {
          const { choices, hidesTyping } = noticeFor(state);
          const isStuck = state.device.visible && !hasOwnWayOn(state) && choices.length === 0 && !hidesTyping;
          expect(isStuck ? [state.auth.kind, state.connection.kind, screenFor(state)] : []).toEqual([]);
        });
      })
    );
  });

  it('offers another try and the way out wherever a person is signed in and a server is not to be had', () => {
    const person = { id: 'ann', title: 'Ann', thumb: null, guarded: false };
    const who = { key: 'k', provider: 'plex' as const, account: person, profile: person };
    const signIn = { ...who, hasServers: true, hasProfiles: false };
    const start = startSession(DEFAULT_CONFIG, { visible: true, online: true }, DEFAULT_SETTINGS);
    const notice = noticeFor({
      ...start,
      auth: { kind: 'signedIn', signIn, remembered: true, confirmed: true, ask: { nth: 1, afterMs: 0 } },
      connection: {
        kind: 'stuck',
        owner: 'k',
        serverId: null,
        nth: 1,
        reason: { code: 'serverNeedsGateway' }
      }
    });
    expect(notice.title).toContain('Ann');
    expect(notice.choices.map(({ intent }) => intent.type)).toEqual(['retryNow', 'signOut']);
  });

  it('says what is wrong and the short code of it', () => {
    const start = startSession(DEFAULT_CONFIG, { visible: true, online: true }, DEFAULT_SETTINGS);
    const troubled: SessionState = { ...start, auth: { kind: 'signedOut', reason: { code: 'clockWrong' } } };
    expect(noticeFor(troubled)).toMatchObject({ corner: 'N8', words: expect.stringContaining('clock') });
  });

  it.each(['storage', 'vaultKeyLost'] as const)('offers to read the vault again (%s)', (code) => {
    const start = startSession(DEFAULT_CONFIG, { visible: true, online: true }, DEFAULT_SETTINGS);
    const shut = noticeFor({ ...start, auth: { kind: 'signedOut', reason: { code } } });
    expect(shut.choices.map((choice) => choice.intent.type)).toEqual(['retryNow', 'signIn']);
  });

  it('says that a set cannot remember whom it has just signed in', () => {
    const start = startSession(DEFAULT_CONFIG, { visible: true, online: true }, DEFAULT_SETTINGS);
    const person = { id: '1', title: 'Ada', thumb: null, guarded: false };
    const signIn = { provider: 'tmdb', key: 'k', account: person, profile: person } as const;
    const auth = (remembered: boolean): SessionState['auth'] => ({
      kind: 'signedIn',
      signIn: { ...signIn, hasServers: false, hasProfiles: false },
      remembered,
      confirmed: true,
      ask: { nth: 1, afterMs: 0 }
    });
    expect(noticeFor({ ...start, auth: auth(false) }).words).toContain('cannot remember');
    expect(noticeFor({ ...start, auth: auth(true) }).words).toBe('');
  });
});
