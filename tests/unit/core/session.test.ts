import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../../src/core/model/config';
import { secretOf } from '../../../src/core/model/secret';
import { Session } from '../../../src/core/session';
import { VirtualClock } from '../../support/virtual-clock';
import type { Effect, Outcome } from '../../../src/core/model/message';
import type { SessionState, SignIn } from '../../../src/core/model/session-state';
import type { IEffectRunner, ILog } from '../../../src/core/ports';

type Held = { readonly effect: Effect; readonly answer: (outcome: Outcome) => void; isCancelled: boolean };

const ANN = { id: 'ann', title: 'Ann', thumb: null, guarded: true };
const SIGN_IN: SignIn = {
  key: 'plex/ann/ann',
  provider: 'plex',
  account: ANN,
  profile: ANN,
  hasServers: true,
  hasProfiles: true
};

/** A runner that answers when told to, and goes on after a cancel if it likes. */
class HoldingRunner implements IEffectRunner {
  public held: Held[] = [];

  public run(effect: Effect, answer: (outcome: Outcome) => void): () => void {
    const held = { effect, answer, isCancelled: false };
    this.held.push(held);
    return () => {
      held.isCancelled = true;
    };
  }

  public last(type: Effect['type']): Held {
    const found = this.held.filter((each) => each.effect.type === type).pop();
    if (found === undefined) {
      throw new Error('nobody asked ' + type);
    }
    return found;
  }

  public open(): Effect['type'][] {
    return this.held.filter((each) => !each.isCancelled).map((each) => each.effect.type);
  }
}

function start(log?: ILog): { session: Session; runner: HoldingRunner } {
  const runner = new HoldingRunner();
  const device = { visible: true, online: true, memoryLow: false };
  const session = new Session(
    runner,
    new VirtualClock(),
    { config: DEFAULT_CONFIG, device, settings: DEFAULT_SETTINGS },
    log
  );
  session.start();
  return { session, runner };
}

function signedOut(log?: ILog): { session: Session; runner: HoldingRunner } {
  const started = start(log);
  started.runner.last('restore').answer({ type: 'nothingStored' });
  return started;
}

const code = { id: '1', text: 'X', link: '', expiresAt: 900000 };

describe('the fence', () => {
  it('asks what the first state asks', () => {
    const { session, runner } = start();
    expect(runner.open().sort()).toEqual(['loadSettings', 'restore', 'watchDevice']);
    expect(session.open).toBe(3);
  });

  it('lets no late answer in, even of a runner that ignores cancels', () => {
    const { session, runner } = signedOut();
    session.send({ type: 'signIn', provider: 'plex' });
    const late = runner.last('requestCode');
    session.send({ type: 'cancel' });
    expect(late.isCancelled).toBe(true);
    late.answer({ type: 'codeIssued', code });
    expect(session.state.auth.kind).toBe('leaving');
  });

  it('counts only the first answer to a question', () => {
    const { session, runner } = signedOut();
    session.send({ type: 'signIn', provider: 'plex' });
    const asked = runner.last('requestCode');
    asked.answer({ type: 'codeIssued', code });
    asked.answer({ type: 'codeIssued', code: { ...code, id: '2' } });
    expect(session.state.auth).toMatchObject({ code: { id: '1' } });
    const poll = runner.last('checkCode');
    poll.answer({ type: 'codePending', codeId: '1', lifeMs: null });
    poll.answer({ type: 'codeGranted', remembered: true });
    expect(session.state.auth).toMatchObject({ kind: 'awaitingLink', poll: { nth: 2 } });
  });

  it('does not ask twice what is still open', () => {
    const { session, runner } = signedOut();
    session.send({ type: 'signIn', provider: 'plex' });
    const before = runner.held.length;
    session.send({ type: 'openDialog', dialog: 'help' });
    expect(runner.held.length).toBe(before);
  });

  it('takes two PINs for two questions, though both print as stars', () => {
    const { session, runner } = start();
    runner.last('restore').answer({ type: 'restored', signIn: SIGN_IN, remembered: true });
    runner.last('listProfiles').answer({ type: 'profilesListed', profiles: [ANN] });
    session.send({ type: 'chooseProfile', profileId: 'ann' });
    session.send({ type: 'enterProfilePin', pin: secretOf('1111') });
    const first = runner.last('openProfile');
    first.answer({ type: 'failed', failure: { code: 'profilePinWrong' } });
    session.send({ type: 'enterProfilePin', pin: secretOf('2222') });
    const second = runner.last('openProfile');
    expect(second.effect).not.toBe(first.effect);
    expect(JSON.stringify(second.effect)).not.toBe(JSON.stringify(first.effect));
    expect(second.effect).toMatchObject({ type: 'openProfile', nth: 2 });
  });

  it('drops every question when it stops', () => {
    const { session, runner } = start();
    session.stop();
    expect(runner.open()).toEqual([]);
    expect(session.open).toBe(0);
  });
});

describe('those who listen', () => {
  it('are told once per message that changed something', () => {
    const { session } = signedOut();
    const seen: SessionState[] = [];
    session.subscribe((state) => seen.push(state));
    session.send({ type: 'signIn', provider: 'plex' });
    session.send({ type: 'closeDialog' });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toBe(session.state);
  });

  it('hear messages in order, also when one of them sends', () => {
    const { session } = signedOut();
    const seen: string[] = [];
    session.subscribe((state) => {
      if (state.dialog.kind === 'settings') {
        session.send({ type: 'openDialog', dialog: 'help' });
      }
    });
    session.subscribe((state) => seen.push(state.dialog.kind));
    session.send({ type: 'openDialog', dialog: 'settings' });
    expect(seen).toEqual(['settings', 'help']);
  });

  it('are not hurt by one that throws, and the log says so', () => {
    const events: string[] = [];
    const { session } = signedOut({ write: (_level, event) => events.push(event) });
    const seen: string[] = [];
    session.subscribe(() => {
      throw new Error('a bug of somebody else');
    });
    session.subscribe((state) => seen.push(state.auth.kind));
    session.send({ type: 'signIn', provider: 'plex' });
    session.send({ type: 'cancel' });
    expect(seen).toEqual(['requestingCode', 'leaving']);
    expect(events.filter((event) => event === 'listenerThrew')).toHaveLength(2);
  });

  it('hear nothing after they left', () => {
    const { session } = signedOut();
    const seen: SessionState[] = [];
    const leave = session.subscribe((state) => seen.push(state));
    leave();
    session.send({ type: 'signIn', provider: 'plex' });
    expect(seen).toEqual([]);
  });

  it('find nothing secret in the log', () => {
    const lines: string[] = [];
    const log: ILog = { write: (...all) => lines.push(JSON.stringify(all)) };
    const { session } = signedOut(log);
    session.send({ type: 'useToken', provider: 'plex', token: secretOf('TOKEN-pasted') });
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join()).not.toContain('TOKEN-pasted');
  });
});
