// promises: P7 P8
import { FAULTS, labelOf, strike, walkFaults } from '../support/fault-walk';
import { closePages } from '../support/node-xhr';
import { ServerEvening } from '../support/server-evening';
import type { Simulator } from '../simulator/start';
import { DEMO_USER_IDS } from '../simulator/plex/users';
import type { Fault } from '../simulator/kernel/fault-rule';
import type { SessionState } from '../../src/core/model/session-state';

type Step = {
  readonly name: string;
  readonly service: 'plex' | 'media:Den';
  readonly route: string;
  readonly during: 'search' | 'watch' | 'return';
};

const AT_ONCE = 3;

const STEPS: readonly Step[] = [
  { name: 'listing the servers', service: 'plex', route: 'resources', during: 'search' },
  { name: 'asking an address who it is', service: 'media:Den', route: 'identity', during: 'search' },
  { name: 'showing the token', service: 'media:Den', route: 'sections', during: 'search' },
  { name: 'counting what it has', service: 'media:Den', route: 'items', during: 'search' },
  { name: 'looking whether it is still there', service: 'media:Den', route: 'identity', during: 'watch' },
  { name: 'asking it again after a power cut', service: 'media:Den', route: 'identity', during: 'return' },
  { name: 'showing the token again', service: 'media:Den', route: 'sections', during: 'return' }
];

const isOnline = ({ connection }: SessionState): boolean => connection.kind === 'online';

/** Somebody presses OK where only a person can help, and otherwise nothing. */
async function comeOnline(evening: ServerEvening): Promise<void> {
  await evening.until(isOnline, ({ connection }) => {
    if (connection.kind === 'stuck') evening.send({ type: 'retryNow' });
  });
}

/** Nobody comes to a closed door, so there is nothing to be seen of that. */
function isMet(sim: Simulator, fault: Fault): boolean {
  return fault.kind === 'refuse' || sim.journal.all().some(({ faults }) => faults.length > 0);
}

/** Twice, since one miss may be a hiccup. */
async function look(evening: ServerEvening, sim: Simulator, fault: Fault): Promise<void> {
  evening.wake();
  await evening.until(() => isMet(sim, fault));
  evening.wake();
}

async function cutPower(evening: ServerEvening): Promise<void> {
  evening.kill();
  evening.boot();
  await evening.until(({ auth }) => auth.kind === 'signedIn');
}

async function live(sim: Simulator, step: Step, fault: Fault): Promise<string | null> {
  const evening = new ServerEvening(sim);
  const den = await sim.media.add({
    name: 'Den',
    owner: DEMO_USER_IDS.theo,
    addresses: [{ kind: 'local', protocol: 'http' }]
  });
  try {
    if (step.during === 'search') strike(sim, step, fault);
    evening.boot();
    await evening.signIn();
    await comeOnline(evening);
    if (step.during === 'search') {
      await evening.until(() => isMet(sim, fault));
    } else {
      strike(sim, step, fault);
      await (step.during === 'watch' ? look(evening, sim, fault) : cutPower(evening));
      await comeOnline(evening);
    }
    if (!isMet(sim, fault)) return 'the fault was never met';
    return faultIn(sim, evening, den.tokens.tokenFor(DEMO_USER_IDS.theo));
  } catch (error) {
    return (error as Error).message;
  } finally {
    evening.kill();
  }
}

/** What must hold whatever happened: the account is kept, and each token has been seen by its own server alone. */
function faultIn(sim: Simulator, evening: ServerEvening, serverToken: string): string | null {
  const account = JSON.parse(evening.vault.disk.get('plex.signIn') ?? '{}').accountToken as string;
  const strays = [
    ...sim.journal.sentTo(account).filter(({ service }) => service !== 'plex'),
    ...sim.journal.sentTo(serverToken).filter(({ service }) => service !== 'media:Den')
  ];
  if (strays.length > 0) return `a token strayed to ${strays[0]?.service ?? ''}`;
  return evening.state.auth.kind === 'signedIn' ? null : `the account is ${evening.state.auth.kind}`;
}

describe('every fault at every step on the way to a server', () => {
  let cases = 0;

  afterAll(() => {
    closePages();
    process.stdout.write(`fault × step on the way to a server: ${cases} evenings\n`);
  });

  it.each(STEPS)(
    '$name: ends online, with the account kept and no token astray',
    async (step) => {
      const told = await walkFaults(FAULTS, { atOnce: AT_ONCE, media: [] }, async (sim, fault) => ({
        label: labelOf(fault),
        fault: await live(sim, step, fault)
      }));
      cases += told.length;
      expect(told.filter(({ fault }) => fault !== null)).toEqual([]);
    },
    300_000
  );
});
