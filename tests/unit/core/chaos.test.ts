import { FAILURE_CODES, failureOf } from '../../../src/core/model/failure';
import { screenFor } from '../../../src/ui/screen-for';
import { INTENTS } from '../../support/any-message';
import { FakeWorld } from '../../support/fake-world';
import { seeded } from '../../support/seeded';
import type { FailureCode } from '../../../src/core/model/failure';

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);
const TROUBLES = 40;
const KEPT: readonly FailureCode[] = FAILURE_CODES.filter((code) => code !== 'issuerRefused');

/** A set in the worst of houses: whatever can go wrong does, and somebody presses every key. */
async function wreck(world: FakeWorld, random: () => number): Promise<void> {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const fault = () => (random() < 0.5 ? null : failureOf(pick(KEPT)));
  const acts: (() => void | Promise<void>)[] = [
    () => world.send(pick(INTENTS)),
    () => world.send(pick(INTENTS), pick(INTENTS)),
    () => world.issuer.claim('c' + world.issuer.issued),
    () => world.device.set({ visible: random() < 0.5, online: random() < 0.5 }),
    () => void (world.house.reachFault = fault()),
    () => void (world.house.probeFault = fault()),
    () => void (world.house.listFault = fault()),
    () => void (world.vault.broken = () => random() < 0.3),
    () => void (world.vault.durable = random() < 0.5),
    () => void (world.issuer.tokens = random() < 0.2 ? {} : world.issuer.tokens),
    () => {
      const code = random() < 0.3 ? null : pick(KEPT);
      world.http.weather = () => (code === null ? 'hang' : failureOf(code));
    },
    () => void (world.http.weather = () => null),
    async () => {
      world.kill();
      await world.boot();
    }
  ];
  for (let trouble = 0; trouble < TROUBLES; trouble++) {
    await pick(acts)();
    await world.go(pick([1, 50, 3000, 60000, 900000]));
  }
}

function clearUp(world: FakeWorld): void {
  world.http.weather = () => null;
  world.vault.broken = () => false;
  world.house.reachFault = null;
  world.house.probeFault = null;
  world.house.listFault = null;
  world.house.addressFault = null;
  world.device.set({ visible: true, online: true, memoryLow: false });
}

/** What a sensible viewer does on the screen that is there; nothing where only waiting helps. */
function press(world: FakeWorld): void {
  const { auth, connection, dialog } = world.state;
  if (dialog.kind !== 'none') {
    return world.send({ type: 'closeDialog' });
  }
  switch (auth.kind) {
    case 'signedOut':
      return world.send({ type: 'signIn', provider: 'plex' });
    case 'resting':
      return world.send({ type: 'retryNow' });
    case 'awaitingLink':
      return world.issuer.claim(auth.code.id);
    case 'choosingProfile':
      return world.send({ type: 'chooseProfile', profileId: 'kid' });
    case 'askingProfilePin':
      return world.send({ type: 'cancel' });
    case 'accepting':
      return auth.ask.nth > 20 ? world.send({ type: 'cancel' }) : undefined;
    default:
  }
  switch (connection.kind) {
    case 'choosingServer':
      return world.send({ type: 'chooseServer', serverId: 'den' });
    case 'typingAddress':
      return world.send({ type: 'cancel' });
    case 'waiting':
    case 'stuck':
      return world.send({ type: 'retryNow' });
    default:
  }
}

it.each(SEEDS)('a viewer gets home from whatever happened (seed %i)', async (seed) => {
  const world = new FakeWorld(seed);
  world.issuer.people = [
    { id: 'ann', title: 'Ann', pin: '1234' },
    { id: 'kid', title: 'Kid', pin: null }
  ];
  await world.boot();
  await wreck(world, seeded(seed));
  expect(JSON.stringify(world.seen)).not.toContain('TOKEN');
  clearUp(world);
  for (let keys = 0; keys < 60 && screenFor(world.state).screen !== 'home'; keys++) {
    press(world);
    await world.go(20000);
  }
  expect(screenFor(world.state).screen).toBe('home');
  world.kill();
  await world.go(1);
  expect(world.http.inFlight).toBe(0);
  expect(world.device.listeners).toHaveLength(0);
});
