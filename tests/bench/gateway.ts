/**
 * The gateway beside bare fastify, under thousands of screens, and with one of two gateways or the Redis between them
 * killed in the middle: `npm run bench:gateway -- --rounds 21 --screens 5000 --kills 1000`.
 */
import { readOptions, refuse } from '../../scripts/options';
import { startRedis } from '../support/redis-server';
import { evening, type Evening, type Plan } from './gateway/screens';
import { benchSession } from './gateway/session';
import { benchWaiting } from './gateway/waiting';
import { handOver, JSON_OPTION, type Panel, type Point, type Table } from './support/report';
import { shown } from './support/shown';

const MOST_KB = 40;
/** What was under way when the five seconds began, and a slot's worth of the store's window. */
const OVER = 1.13;
const MOST_UNFAIR = 0.05;
const RATE = 200;

type Told = { readonly name: string; readonly evening: Evening };
type Part = {
  readonly tables: readonly Table[];
  readonly panels: readonly Panel[];
  readonly faults: readonly string[];
};

const NOTHING: Part = { tables: [], panels: [], faults: [] };

const COLUMNS = [
  ['signed in', ''],
  ["somebody else's", ''],
  ['took', 's'],
  ['upstream, busiest five seconds', 'a second'],
  ['allowed', 'a second'],
  ['upstream, busiest second', ''],
  ['this process stalled', 'ms'],
  ['out of turn', '%'],
  ['the same as screens see it', '%'],
  ['memory a screen at most', 'kB']
] as const;

function tableOf(title: string, told: readonly Told[]): Table {
  return {
    title,
    isRatio: false,
    columns: COLUMNS.map(([name, unit]) => ({ name, unit })),
    rows: told.map(({ name, evening: it }) => ({
      what: `${name}, ${it.screens} screens`,
      figures: [
        ...[it.signedIn, it.crossed, it.seconds, it.busiestRate, it.rate],
        ...[it.busiestSecond, it.longestStallMs],
        ...[it.outOfTurn === null ? null : it.outOfTurn * 100, it.outOfTurnSeen * 100, it.kbPerScreen]
      ]
    }))
  };
}

function faultsOf({ name, evening: it }: Told): readonly string[] {
  return [
    ...(it.signedIn === it.screens ? [] : [`${name}: ${it.screens - it.signedIn} were lost`]),
    ...(it.crossed === 0 ? [] : [`${name}: ${it.crossed} got somebody else's sign-in`]),
    ...(it.busiestRate <= it.rate * OVER ? [] : [`${name}: over the budget upstream`])
  ];
}

async function session(rounds: number, seconds: number): Promise<Part> {
  const { table, faults } = await benchSession(rounds, seconds);
  return { tables: [table], panels: [], faults };
}

async function crowd(screens: number): Promise<Part> {
  const waiting = await benchWaiting(screens);
  const it = await evening({ screens, rate: RATE, gateways: 1, seconds: 300 });
  const told = { name: 'a crowd', evening: it };
  return {
    tables: [waiting.table, tableOf('A crowd at once, one gateway', [told])],
    panels: [],
    faults: [
      ...faultsOf(told),
      ...(Math.max(it.kbPerScreen, waiting.kb) <= MOST_KB
        ? []
        : [`a crowd: more than ${MOST_KB} kB a waiting screen`]),
      ...((it.outOfTurn ?? 1) <= MOST_UNFAIR ? [] : ['a crowd: not admitted in their turn'])
    ]
  };
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function killed(screens: number): Promise<Part> {
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
  const told = [
    { name: 'one of two gateways killed', evening: await evening({ ...plan, trouble: killOne }) },
    { name: 'Redis killed', evening: await evening({ ...plan, trouble: killRedis }) }
  ];
  await redis.stop();
  return {
    tables: [tableOf('Killed in the middle', told)],
    panels: [],
    faults: told.flatMap(faultsOf)
  };
}

/** The same evening for more and more screens: cost grows with them, and with nothing else. */
async function growth(counts: readonly number[]): Promise<Part> {
  const told: Told[] = [];
  for (const screens of counts) {
    told.push({
      name: 'one gateway',
      evening: await evening({ screens, rate: RATE, gateways: 1, seconds: 300 })
    });
  }
  const points = (of: (it: Evening) => number): readonly Point[] =>
    told.map(({ evening: it }) => [it.screens, of(it)] as const);
  const x = 'screens that wait at once';
  return {
    tables: [tableOf('More and more screens', told)],
    panels: [
      {
        ...{ title: 'Until the last one is signed in', x, unit: 's' },
        series: [
          { name: 'measured', points: points((it) => it.seconds) },
          { name: 'what the budget upstream allows', points: points((it) => (it.screens * 2) / RATE) }
        ]
      },
      {
        ...{ title: 'Memory of the gateway', x, unit: 'MB more than with none' },
        series: [{ name: 'measured', points: points((it) => (it.kbPerScreen * it.screens) / 1024) }]
      }
    ],
    faults: told.flatMap(faultsOf)
  };
}

function countsIn(text: string): readonly number[] {
  const counts = text
    .split(',')
    .filter((each) => each !== '')
    .map(Number);
  return counts.every((count) => Number.isInteger(count) && count > 0)
    ? counts
    : refuse(`--growth needs numbers with commas between them, not "${text}"`);
}

const options = readOptions(process.argv.slice(2), {
  rounds: { kind: 'number', fallback: 21, min: 0, about: 'rounds beside bare fastify' },
  seconds: { kind: 'number', fallback: 2, min: 1, about: 'seconds a round' },
  screens: { kind: 'number', fallback: 5000, min: 0, about: 'screens that ask at once' },
  kills: { kind: 'number', fallback: 1000, min: 0, about: 'screens while something is killed' },
  growth: { kind: 'text', fallback: '', about: 'more and more screens, such as 250,500,1000' },
  ...JSON_OPTION
});

async function main(): Promise<void> {
  const counts = countsIn(options.growth);
  const parts = [
    options.rounds > 0 ? await session(options.rounds, options.seconds) : NOTHING,
    counts.length > 0 ? await growth(counts) : NOTHING,
    options.screens > 0 ? await crowd(options.screens) : NOTHING,
    options.kills > 0 ? await killed(options.kills) : NOTHING
  ];
  const tables = parts.flatMap((part) => part.tables);
  process.stdout.write(tables.map(shown).join('\n'));
  const how = [
    'The built gateway as an operator starts it, beside fastify with one route that hands out a body of the same size; wrk asks, by turns.',
    `Screens ask all at once; each is approved as soon as its code is on it. Upstream ${RATE} requests a second are allowed, 100 while something is killed.`,
    'Two requests upstream a screen are the least: one for the code, one for the token.',
    "Out of turn: how far a code's place among those admitted is from the place of its wish in the gateway's own store, on average, as a share of all."
  ];
  const [panels, faults] = [parts.flatMap((part) => part.panels), parts.flatMap((part) => part.faults)];
  handOver({ title: 'The gateway', how, tables, panels, faults }, options.json);
}

void main();
