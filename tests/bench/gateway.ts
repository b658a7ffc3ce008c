/**
 * The gateway beside bare fastify, under thousands of screens, and with one of two gateways or the Redis between them
 * killed in the middle: `npm run bench:gateway -- --rounds 3 --screens 5000 --kills 1000`.
 */
import { parseArgs } from 'node:util';
import { startRedis } from '../support/redis-server';
import { evening, type Evening, type Plan } from './gateway/screens';
import { benchSession } from './gateway/session';

const MOST_KB = 40;
/** What was under way when the five seconds began, and a slot's worth of the store's window. */
const OVER = 1.13;
const MOST_UNFAIR = 0.05;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function tell(name: string, it: Evening): readonly string[] {
  say(`\n${name}: ${it.screens} screens at once, ${it.rate} requests a second upstream`);
  say(`  signed in ${it.signedIn}, crossed ${it.crossed}, ${it.seconds.toFixed(0)} s`);
  say(
    `  upstream ${it.busiestRate.toFixed(1)} requests a second in the busiest five, ${it.busiestSecond} in the busiest one; this process stalled ${it.longestStallMs.toFixed(0)} ms at most`
  );
  say(`  out of their turn by ${(it.unfairness * 100).toFixed(1)} % of the queue`);
  say(`  memory a waiting screen ${it.kbPerScreen.toFixed(1)} kB`);
  return [
    ...(it.signedIn === it.screens ? [] : [`${name}: ${it.screens - it.signedIn} were lost`]),
    ...(it.crossed === 0 ? [] : [`${name}: ${it.crossed} got somebody else's sign-in`]),
    ...(it.busiestRate <= it.rate * OVER ? [] : [`${name}: over the budget upstream`])
  ];
}

async function crowd(screens: number): Promise<readonly string[]> {
  const it = await evening({ screens, rate: 200, gateways: 1, seconds: 300 });
  const faults = [...tell('a crowd', it)];
  return [
    ...faults,
    ...(it.kbPerScreen <= MOST_KB ? [] : [`a crowd: more than ${MOST_KB} kB a waiting screen`]),
    ...(it.unfairness <= MOST_UNFAIR ? [] : ['a crowd: not admitted in their turn'])
  ];
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function killed(screens: number): Promise<readonly string[]> {
  const redis = await startRedis();
  const plan = { screens, rate: 100, gateways: 2, redisUrl: redis.url, seconds: 240 };
  const killOne: Plan['trouble'] = async (running, restart) => {
    await later(6000);
    running[1]?.child.kill('SIGKILL');
    await later(3000);
    await restart(1);
  };
  const killRedis = async (): Promise<void> => {
    await later(6000);
    await redis.kill();
    await later(2000);
    await redis.start();
  };
  const first = tell('one of two gateways killed', await evening({ ...plan, trouble: killOne }));
  const second = tell('Redis killed', await evening({ ...plan, trouble: killRedis }));
  await redis.stop();
  return [...first, ...second];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '4' },
      screens: { type: 'string', default: '5000' },
      kills: { type: 'string', default: '1000' }
    }
  });
  const faults = [
    ...(Number(values.rounds) > 0 ? await benchSession(Number(values.rounds), Number(values.seconds)) : []),
    ...(Number(values.screens) > 0 ? await crowd(Number(values.screens)) : []),
    ...(Number(values.kills) > 0 ? await killed(Number(values.kills)) : [])
  ];
  say(faults.length === 0 ? '\nwithin every bound' : `\n${faults.join('\n')}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

void main();
