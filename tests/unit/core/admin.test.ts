import { reduceSession, effectsFor } from '../../../src/core/machine/session-machine';
import { secretOf } from '../../../src/core/model/secret';
import { STATES } from '../../screens/states';
import type { AdminAnswer, AdminRow } from '../../../src/core/model/admin-state';
import type { Effect, Intent, Message } from '../../../src/core/model/message';
import type { SessionState } from '../../../src/core/model/session-state';

const MOMENT = { now: 100000, random: 0 };
const HOME = STATES['homeManaged'] as SessionState;
const PIN = secretOf('8642');
const ROW: AdminRow = { id: 'b', title: 'Jonas', facts: [], flags: [], agoMs: 0, acts: ['remove'] };

const after = (state: SessionState, ...messages: readonly Message[]): SessionState =>
  messages.reduce((is, message) => reduceSession(is, message, MOMENT), state);
const open = (about = ''): Intent => ({ type: 'openDialog', dialog: 'admin', about });
const asked = (state: SessionState): Extract<Effect, { type: 'askAdmin' }> | undefined =>
  effectsFor(state).find((each) => each.type === 'askAdmin');

function told(state: SessionState, answer: AdminAnswer): SessionState {
  const to = asked(state);
  if (to === undefined) throw new Error('nothing is asked');
  return after(state, { type: 'answer', to, outcome: { type: 'adminAnswered', answer } });
}

const users = (state: SessionState): SessionState =>
  after(state, {
    type: 'admin',
    change: { page: 'table', table: 'users', rows: null, ask: { what: 'list', table: 'users', after: null } }
  });

describe('looking after a gateway from a screen', () => {
  it('asks for the admin PIN when the gateway wants it, and goes on to what was wanted', () => {
    const wanted = told(users(after(HOME, open())), { kind: 'refused', why: 'pinNeeded' });
    expect(wanted.admin).toMatchObject({ page: 'pin', ask: null, why: null });
    const given = after(wanted, { type: 'admin', change: { ask: { what: 'unlock', pin: PIN } } });
    expect(JSON.stringify(given)).not.toContain('8642');
    const letIn = told(given, { kind: 'done' });
    expect(asked(letIn)?.ask).toEqual({ what: 'list', table: 'users', after: null });
    expect(told(letIn, { kind: 'listed', rows: [ROW], next: null }).admin).toMatchObject({
      page: 'table',
      rows: [ROW]
    });
  });

  it('asks first what its pages say, each time it is opened', () => {
    const opened = after(HOME, open());
    expect(asked(opened)?.ask).toEqual({ what: 'words' });
    const words = { en: { none: 'Nothing' } };
    const worded = told(opened, { kind: 'worded', words });
    expect(worded.admin).toMatchObject({ page: 'menu', words, ask: null });
    expect(after(worded, { type: 'cancel' }).admin.words).toBeNull();
  });

  it('puts the next page of a table below the first, and takes a table anew from its top', () => {
    const listed = told(users(after(HOME, open())), { kind: 'listed', rows: [ROW], next: '50' });
    expect(listed.admin.next).toBe('50');
    const ask = { what: 'list' as const, table: 'users' as const, after: '50' };
    const asking = after(listed, { type: 'admin', change: { ask } });
    expect(asking.admin.rows).toEqual([ROW]);
    const other = { ...ROW, id: 'c' };
    const both = told(asking, { kind: 'listed', rows: [other], next: null });
    expect(both.admin).toMatchObject({ rows: [ROW, other], next: null });
    expect(told(users(both), { kind: 'listed', rows: [other], next: null }).admin.rows).toEqual([other]);
  });

  it('says that a PIN was wrong, and stays', () => {
    const given = after(HOME, open(), {
      type: 'admin',
      change: { page: 'pin', ask: { what: 'unlock', pin: PIN } }
    });
    expect(told(given, { kind: 'refused', why: 'pinWrong' }).admin).toMatchObject({
      page: 'pin',
      why: 'pinWrong'
    });
  });

  it('looks at the table anew after a change, and stays at the question when it was refused', () => {
    const sure = after(HOME, open(), {
      type: 'admin',
      change: { page: 'sure', table: 'users', act: 'remove', id: 'b' }
    });
    const done = after(sure, { type: 'admin', change: { ask: { what: 'act', act: 'remove', id: 'b' } } });
    expect(asked(told(done, { kind: 'done' }))?.ask).toEqual({ what: 'list', table: 'users', after: null });
    expect(told(done, { kind: 'refused', why: 'lastAdmin' }).admin).toMatchObject({
      page: 'sure',
      why: 'lastAdmin'
    });
  });

  it('steps back page by page, and out at last with nothing left behind', () => {
    let state = after(HOME, open(), { type: 'admin', change: { page: 'sure', act: 'remove', id: 'b' } });
    const seen = ['row', 'table', 'menu', 'closed'].map(() => {
      state = after(state, { type: 'cancel' });
      return [state.admin.page, state.dialog.kind];
    });
    expect(seen).toEqual([
      ['row', 'admin'],
      ['table', 'admin'],
      ['menu', 'admin'],
      ['closed', 'none']
    ]);
  });

  it('has nobody’s rows left when the dialog is gone for another reason', () => {
    const listed = told(users(after(HOME, open())), { kind: 'listed', rows: [ROW], next: null });
    expect(after(listed, { type: 'signOut' }).admin).toMatchObject({ page: 'closed', rows: null });
  });

  it('types the set-up code anew when it was wrong, and keeps it nowhere', () => {
    const typed = after(HOME, open('setUp'), {
      type: 'admin',
      change: { page: 'newPin', code: secretOf('AAAA') }
    });
    const sent = after(typed, {
      type: 'admin',
      change: { ask: { what: 'setUp', code: secretOf('AAAA'), pin: PIN } }
    });
    expect(told(sent, { kind: 'refused', why: 'codeWrong' }).admin).toMatchObject({
      page: 'code',
      code: null
    });
    expect(told(sent, { kind: 'done' }).admin).toMatchObject({ page: 'menu', code: null });
  });
});

it('a screen whose gateway forgot the PIN of a guarded profile asks who is watching', () => {
  const searching = STATES['connecting'] as SessionState;
  const to = effectsFor(searching).find((each) => each.type === 'findRoute') as Effect;
  const failure = { code: 'profilePinWrong' as const };
  const { auth } = after(searching, { type: 'answer', to, outcome: { type: 'failed', failure } });
  expect(auth.kind).toBe('choosingProfile');
});
