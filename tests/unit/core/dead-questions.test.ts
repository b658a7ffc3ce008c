import { reduceSession } from '../../../src/core/machine/session-machine';
import { walkDeadQuestions } from '../../support/dead-questions';
import type { Reduce } from '../../support/dead-questions';

/** COUCHKEY_WALK=1000000 walks as far as the issue asks. */
const CASES = Number(process.env['COUCHKEY_WALK'] ?? 400000);

/** The dry run's fault: a search that failed looked like the search before it. */
const forgetsToCount: Reduce = (state, message, moment) => {
  const next = reduceSession(state, message, moment);
  return next.connection.kind === 'searching' && state.connection.kind === 'searching'
    ? {
        ...next,
        connection: { ...next.connection, nth: state.connection.nth, refetch: state.connection.refetch }
      }
    : next;
};

describe('every answer changes its own question', () => {
  const report = walkDeadQuestions(CASES);

  it('in every state, for every open question and every outcome', () => {
    const { cases, states, kinds, mostOpen } = report;
    console.log({ cases, states, kinds: kinds.length, mostOpen });
    expect(report.cases).toBeGreaterThanOrEqual(CASES);
    expect(report.dead).toEqual([]);
  });

  it('with every kind of sign-in and connection visited', () => {
    const auths = new Set(report.kinds.map((kind) => kind.split('/')[0]));
    const connections = new Set(report.kinds.map((kind) => kind.split('/')[1]));
    expect([...auths].sort()).toEqual([
      'accepting',
      'acceptingToken',
      'askingProfilePin',
      'awaitingLink',
      'choosingProfile',
      'leaving',
      'openingProfile',
      'requestingCode',
      'resting',
      'restoring',
      'signedIn',
      'signedOut'
    ]);
    expect([...connections].sort()).toEqual([
      'choosingServer',
      'idle',
      'listing',
      'online',
      'searching',
      'stuck',
      'tryingAddress',
      'typingAddress',
      'waiting'
    ]);
  });

  it('with a key that leaves every state', () => {
    expect(report.trapped).toEqual([]);
  });

  it('with never more than one poll in flight', () => {
    expect(report.mostPolls).toBe(1);
  });

  it('without a PIN or a token in any printed state', () => {
    expect(report.leaks).toEqual([]);
  });
});

it('finds a question that was planted dead', () => {
  const { dead } = walkDeadQuestions(20000, 7, forgetsToCount);
  expect(dead.filter((each) => each.startsWith('findRoute <-')).length).toBeGreaterThan(0);
});
