import { reloadWhenNewer } from '../../../src/platform/newer-build';
import { VirtualClock } from '../../support/virtual-clock';
import { START } from '../../screens/states';
import type { SessionState } from '../../../src/core/model/session-state';

const TEN_MINUTES = 600000;

function page(state: SessionState) {
  const clock = new VirtualClock();
  let serves = 'one';
  let touch = (): void => undefined;
  let reloads = 0;
  const told = reloadWhenNewer({
    clock,
    ask: () => told(serves),
    state: () => state,
    onTouch: (then) => void (touch = then),
    reload: () => void (reloads += 1)
  });
  told(serves);
  return {
    clock,
    touch: () => touch(),
    update: () => void (serves = 'two'),
    reloads: () => reloads
  };
}

const resting: SessionState = { ...START, auth: { kind: 'signedOut' } };

describe('a page that is open for weeks', () => {
  it('stays while its gateway serves the same build', async () => {
    const { clock, reloads } = page(resting);
    await clock.advance(20 * TEN_MINUTES);
    expect(reloads()).toBe(0);
  });

  it('loads anew once the gateway serves another build', async () => {
    const { clock, reloads, update } = page(resting);
    update();
    await clock.advance(2 * TEN_MINUTES + 1);
    expect(reloads()).toBe(1);
  });

  it('waits while somebody is at it', async () => {
    const { clock, reloads, update, touch } = page(resting);
    update();
    for (let minute = 0; minute < 40; minute += 1) {
      touch();
      await clock.advance(60000);
    }
    expect(reloads()).toBe(0);
  });

  it.each<[string, SessionState]>([
    ['a question is open', { ...resting, dialog: { kind: 'settings' } }],
    ['a sign-in is on its way', { ...START, auth: { kind: 'restoring', ask: { nth: 1, afterMs: 0 } } }]
  ])('waits while %s', async (_what, state) => {
    const { clock, reloads, update } = page(state);
    update();
    await clock.advance(5 * TEN_MINUTES);
    expect(reloads()).toBe(0);
  });
});
