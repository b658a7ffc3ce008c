import { failureOf } from '../../../src/core/model/failure';
import { screenFor } from '../../../src/ui/screen-for';
import { FakeWorld } from '../../support/fake-world';
import { actOf, seenPage } from '../../support/seen-page';
import type { Intent } from '../../../src/core/model/message';
import type { SessionState } from '../../../src/core/model/session-state';

const dialogOver = (state: SessionState, kind: 'accountMenu'): SessionState => ({
  ...state,
  dialog: { kind }
});

async function home(): Promise<FakeWorld> {
  const world = new FakeWorld();
  await world.signIn();
  return world;
}

describe('what lies over the screen', () => {
  it('takes a cancel first, and the ground under it does not hear of it', async () => {
    const world = new FakeWorld();
    await world.showCode();
    world.send({ type: 'openDialog', dialog: 'help' }, { type: 'cancel' });
    expect(world.state.dialog.kind).toBe('none');
    expect(world.state.auth.kind).toBe('awaitingLink');
    world.send({ type: 'cancel' });
    expect(world.state.auth.kind).toBe('leaving');
  });

  it('takes it first over the PIN pad and the keyboard too', async () => {
    const world = await home();
    world.send({ type: 'typeAddress' }, { type: 'openDialog', dialog: 'settings' });
    expect(screenFor(world.state).overlay).toBe('settings');
    world.send({ type: 'cancel' });
    expect(screenFor(world.state).overlay).toBe('keyboard');
  });

  it.each(['accountMenu', 'confirmSignOut', 'confirmReset', 'settings', 'help'] as const)(
    'goes with its ground (%s)',
    async (dialog) => {
      const world = new FakeWorld();
      await world.showCode();
      world.send({ type: 'openDialog', dialog });
      world.issuer.claim('c1');
      await world.go(5000);
      expect(world.state.auth.kind).toBe('signedIn');
      expect(world.state.dialog.kind).toBe('none');
    }
  );

  it('leads from the page about the app back to where it was opened', async () => {
    const world = await home();
    world.send({ type: 'openDialog', dialog: 'settings' }, { type: 'openDialog', dialog: 'about' });
    world.send({ type: 'cancel' });
    expect(world.state.dialog.kind).toBe('settings');
    const act = actOf(seenPage(dialogOver(world.state, 'accountMenu')), 'about') as Intent;
    world.send({ type: 'closeDialog' }, { type: 'openDialog', dialog: 'accountMenu' }, act, {
      type: 'cancel'
    });
    expect(world.state.dialog.kind).toBe('accountMenu');
  });

  it('stays while the same code is renewed under it', async () => {
    const world = new FakeWorld();
    await world.showCode();
    world.send({ type: 'openDialog', dialog: 'help' });
    await world.go(world.issuer.lifeMs);
    expect(world.auth('awaitingLink').code.text).toBe('C2');
    expect(world.state.dialog.kind).toBe('help');
  });

  it.each(['signOut', 'reset', 'switchProfile', 'switchServer', 'closeDialog'] as const)(
    'is answered by %s',
    async (type) => {
      const world = await home();
      world.send({ type: 'openDialog', dialog: 'accountMenu' }, { type });
      expect(world.state.dialog.kind).toBe('none');
    }
  );

  it('cancels no question when it opens, nor does a setting', async () => {
    const world = new FakeWorld();
    await world.showCode();
    world.http.latencyMs = () => 1000;
    await world.go(2100);
    expect(world.http.inFlight).toBe(1);
    world.send({ type: 'openDialog', dialog: 'exit' });
    world.send({ type: 'changeSettings', settings: { ...world.state.settings.values, calm: true } });
    expect(world.http).toMatchObject({ inFlight: 1, aborted: 0 });
  });
});

describe('pages of the settings', () => {
  const PAGES = ['language', 'deviceName', 'gateway', 'diagnostics', 'about', 'confirmReset'] as const;
  const LEAVES = ['help', 'accountMenu', 'confirmSignOut', 'library', 'settings'] as const;
  const AFTER_A_CHOICE = ['language', 'deviceName', 'gateway'] as const;

  it.each(PAGES)('lead back to them (%s)', async (dialog) => {
    const world = await home();
    world.send({ type: 'openDialog', dialog }, { type: 'cancel' });
    expect(world.state.dialog).toEqual({ kind: 'settings' });
  });

  it.each(PAGES)('can be closed for good (%s)', async (dialog) => {
    const world = await home();
    world.send({ type: 'openDialog', dialog }, { type: 'closeDialog' });
    expect(world.state.dialog.kind).toBe('none');
  });

  it.each(LEAVES)('are no parent of %s', async (dialog) => {
    const world = await home();
    world.send({ type: 'openDialog', dialog }, { type: 'cancel' });
    expect(world.state.dialog.kind).toBe('none');
  });

  it.each(AFTER_A_CHOICE)('are back once something was chosen in %s', async (dialog) => {
    const world = await home();
    const settings = { ...world.state.settings.values, language: 'fr' };
    world.send({ type: 'openDialog', dialog }, { type: 'changeSettings', settings });
    expect(world.state.dialog.kind).toBe('settings');
    world.send({ type: 'changeSettings', settings: { ...settings, calm: true } });
    expect(world.state.dialog.kind).toBe('settings');
  });
});

describe('a card about one thing', () => {
  it('says which, and is another one for another thing', async () => {
    const world = await home();
    world.send({ type: 'openDialog', dialog: 'library', about: '1' });
    expect(world.state.dialog).toEqual({ kind: 'library', about: '1' });
    world.send({ type: 'openDialog', dialog: 'library', about: '2' });
    expect(world.state.dialog).toEqual({ kind: 'library', about: '2' });
  });

  it('about a library goes with home, and stays over an outage that does not show', async () => {
    const world = await home();
    world.send({ type: 'openDialog', dialog: 'library', about: '1' });
    world.house.probeFault = failureOf('connectionRefused');
    world.house.reachFault = failureOf('noRoute');
    await world.clock.run(() => world.connection.kind === 'waiting');
    expect(world.state.dialog.kind).toBe('library');
    await world.go(4000);
    expect(world.state.dialog.kind).toBe('none');
  });

  it('about what was tried goes when a way is found, and stays while the next is looked for', async () => {
    const world = await home();
    world.house.probeFault = failureOf('connectionRefused');
    world.house.reachFault = failureOf('noRoute');
    await world.go(60000);
    world.send({ type: 'openDialog', dialog: 'tried' });
    await world.go(60000);
    expect(world.state.dialog.kind).toBe('tried');
    world.house.reachFault = null;
    await world.go(60000);
    expect(world.connection.kind).toBe('online');
    expect(world.state.dialog.kind).toBe('none');
  });
});

describe('leaving the program', () => {
  it('is offered where Back has nowhere to go', async () => {
    const world = await home();
    world.send({ type: 'cancel' });
    expect(screenFor(world.state)).toEqual({ screen: 'home', overlay: 'exit' });
    world.send({ type: 'exit' });
    await world.go(10);
    expect(world.device.exits).toBe(1);
  });

  it('is offered on the way in too', async () => {
    const world = new FakeWorld();
    world.vault.takesMs = 30000;
    await world.boot();
    world.send({ type: 'cancel' });
    expect(world.state.dialog.kind).toBe('exit');
  });

  it('is not offered in a kiosk, which has no outside', async () => {
    const world = await home();
    world.kill();
    await world.boot({ kiosk: true });
    world.send({ type: 'cancel' });
    expect(screenFor(world.state)).toEqual({ screen: 'home', overlay: 'none' });
  });

  it('gives the screen back when the set does not exit, and can be tried again', async () => {
    const world = await home();
    world.send({ type: 'exit' });
    await world.go(4000);
    expect(world.state.dialog.kind).toBe('none');
    world.send({ type: 'exit' });
    await world.go(10);
    expect(world.device.exits).toBe(2);
  });

  it('gives the screen back when the platform throws', async () => {
    const world = await home();
    world.device.exit = () => {
      throw new Error('no such application');
    };
    world.send({ type: 'exit' });
    await world.go(10);
    expect(world.state.dialog.kind).toBe('none');
  });
});

describe('settings', () => {
  const changed = (world: FakeWorld) => ({ ...world.state.settings.values, language: 'de' });

  it('hold at once and are saved', async () => {
    const world = await home();
    world.send({ type: 'changeSettings', settings: changed(world) });
    expect(world.state.settings).toMatchObject({ saved: false, values: { language: 'de' } });
    await world.go(100);
    expect(world.state.settings.saved).toBe(true);
    expect(JSON.parse(world.vault.disk['settings'] as string)).toMatchObject({ language: 'de' });
  });

  it('hold unsaved when the vault refuses, which is asked three times and no more', async () => {
    const world = await home();
    world.vault.broken = (call) => call === 'write';
    const before = world.vault.calls.length;
    world.send({ type: 'changeSettings', settings: changed(world) });
    await world.go(60000);
    expect(world.state.settings).toMatchObject({ saved: false, values: { language: 'de' } });
    expect(world.vault.calls.length - before).toBe(3);
    world.vault.broken = () => false;
    world.send({ type: 'changeSettings', settings: changed(world) });
    await world.go(100);
    expect(world.state.settings.saved).toBe(true);
  });

  it('end with the last change, however fast they follow each other', async () => {
    const world = await home();
    ['de', 'fr', 'ja'].forEach((language) =>
      world.send({ type: 'changeSettings', settings: { ...changed(world), language } })
    );
    await world.go(100);
    expect(JSON.parse(world.vault.disk['settings'] as string)).toMatchObject({ language: 'ja' });
  });
});
