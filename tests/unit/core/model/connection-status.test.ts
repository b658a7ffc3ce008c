// promises: P7
import { medianOf, statusOf } from '../../../../src/core/model/connection-status';
import {
  choosingServer,
  DEN,
  online,
  searching,
  stuck,
  tryingAddress,
  waiting
} from '../../../support/connection-states';
import type { ConnectionStatus } from '../../../../src/core/model/connection-status';
import type { ConnectionState } from '../../../../src/core/model/session-state';

const reason = { code: 'noRoute' as const };
const track = { server: DEN, answeredAt: 10, since: 1000 };
const route = { server: DEN, uri: 'https://den', class: 'remote' as const, secure: true };
const ask = { nth: 3, afterMs: 2000 };

const ROWS: readonly (readonly [string, ConnectionState, Partial<ConnectionStatus>])[] = [
  ['nobody signed in', { kind: 'idle' }, { kind: 'idle', server: null, nextTryMs: null }],
  ['a list to choose from', choosingServer({ reason }), { kind: 'choosing', reason }],
  ['an address being tried', tryingAddress(), { kind: 'choosing', nextTryMs: 0 }],
  [
    'the first list',
    { kind: 'listing', owner: 'o', choose: false, ask },
    { kind: 'searching', nextTryMs: 0 }
  ],
  [
    'a list that rests',
    { kind: 'listing', owner: 'o', choose: false, ask, reason, retryAt: 7000, track },
    { kind: 'offline', attempts: 2, nextTryMs: 2000, since: 1000, server: DEN }
  ],
  ['the first search', searching({ track }), { kind: 'searching', attempts: 0, nextTryMs: 0, uri: null }],
  ['one more attempt', searching({ track, reason, attempt: 4 }), { kind: 'offline', attempts: 4, reason }],
  [
    'a way just lost',
    waiting({ track, quiet: route, retryAt: 5500 }),
    { kind: 'degraded', uri: 'https://den', class: 'remote', secure: true, nextTryMs: 500 }
  ],
  ['a rest', waiting({ track, retryAt: 4000 }), { kind: 'offline', since: 1000, nextTryMs: 0, uri: null }],
  ['nothing that helps', stuck({ retryAt: 65000 }), { kind: 'offline', nextTryMs: 60000, attempts: 0 }],
  [
    'a server that answers',
    online({ route, since: 44, latencies: [9, 5, 7] }),
    { kind: 'online', latencyMs: 7, since: 44, nextTryMs: null, server: DEN, class: 'remote', attempts: 0 }
  ],
  ['a server that missed once', online({ misses: 1 }), { kind: 'degraded', attempts: 1 }]
];

it.each(ROWS)('the status of %s', (_, state, wanted) => {
  expect(statusOf(state, 5000)).toMatchObject(wanted);
});

it('has the same fields in every state', () => {
  const shapes = ROWS.map(([, state]) => Object.keys(statusOf(state, 0)).sort().join());
  expect(new Set(shapes).size).toBe(1);
});

it('counts the middle of what there is', () => {
  expect([[], [3], [9, 1], [5, 1, 9]].map(medianOf)).toEqual([null, 3, 1, 5]);
});
