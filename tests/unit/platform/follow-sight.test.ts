import { followSight } from '../../../src/platform/follow-sight';
import { STATES } from '../../screens/states';
import { VirtualClock } from '../../support/virtual-clock';
import type { SessionState } from '../../../src/core/model/session-state';

const stateOf = (name: string): SessionState => STATES[name] as SessionState;
const [RESTORING, SIGNED_OUT] = [stateOf('start'), stateOf('chooseService')];
const ASKING: SessionState = {
  ...RESTORING,
  auth: { kind: 'requestingCode', provider: 'plex', ask: { nth: 1, afterMs: 0 } }
};
const hidden = (state: SessionState): SessionState => ({
  ...state,
  device: { ...state.device, visible: false }
});

type Room = {
  readonly clock: VirtualClock;
  readonly runs: () => boolean;
  readonly show: (state: SessionState) => void;
  readonly stop: () => void;
};

function setUp(first: SessionState, holdMs = 1500): Room {
  const clock = new VirtualClock();
  const ears: (() => void)[] = [];
  let [state, runs] = [first, false];
  const session = {
    get state() {
      return state;
    },
    subscribe: (ear: () => void) => (ears.push(ear), () => void ears.splice(ears.indexOf(ear), 1))
  };
  const frames = { resume: () => void (runs = true), pause: () => void (runs = false) };
  const stop = followSight({ session, clock }, { holdMs, frames });
  const show = (next: SessionState): void => {
    state = next;
    ears.forEach((ear) => ear());
  };
  return { clock, runs: () => runs, show, stop };
}

describe('the first picture of the app', () => {
  it('waits while nothing is known but that it is asked for, and comes with what there is to show', async () => {
    const room = setUp(RESTORING);
    await room.clock.advance(200);
    room.show(ASKING);
    expect(room.runs()).toBe(false);
    room.show(SIGNED_OUT);
    expect(room.runs()).toBe(true);
  });

  it('comes after a moment all the same, and at once with a reason', async () => {
    const room = setUp(RESTORING);
    await room.clock.advance(1500);
    expect(room.runs()).toBe(true);
    const failed = setUp(ASKING);
    failed.show({ ...ASKING, auth: { ...ASKING.auth, reason: { code: 'offline' } } as SessionState['auth'] });
    expect(failed.runs()).toBe(true);
  });

  it('is not held back a second time', () => {
    const room = setUp(SIGNED_OUT);
    room.show(ASKING);
    expect(room.runs()).toBe(true);
    expect(setUp(ASKING, 0).runs()).toBe(true);
  });
});

describe('frames', () => {
  it('run while somebody can see them', () => {
    const room = setUp(SIGNED_OUT);
    room.show(hidden(SIGNED_OUT));
    expect(room.runs()).toBe(false);
    room.show(SIGNED_OUT);
    expect(room.runs()).toBe(true);
  });

  it('are left alone once nobody follows any more', async () => {
    const room = setUp(RESTORING);
    room.stop();
    room.show(SIGNED_OUT);
    await room.clock.advance(5000);
    expect([room.runs(), room.clock.pending]).toEqual([false, 0]);
  });
});
