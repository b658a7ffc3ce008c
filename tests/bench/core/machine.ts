import { AWAKE } from '../../../src/core/machine/ask';
import { effectsFor, reduceSession, startSession } from '../../../src/core/machine/session-machine';
import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../../src/core/model/config';
import { answersTo, failuresOf, INTENTS } from '../../support/any-message';
import { seeded } from '../../support/seeded';
import { median } from '../support/verdicts';
import type { Effect, Message } from '../../../src/core/model/message';
import type { Table } from '../support/report';

const MESSAGES = 20_000;
const ROUNDS = 5;
const INTENT_SHARE = 0.2;

type Random = () => number;

const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)] as T;

function anyMessage(open: readonly Effect[], now: number, random: Random): Message {
  if (open.length === 0 || random() < INTENT_SHARE) {
    return pick(INTENTS, random);
  }
  const to = pick(open, random);
  return { type: 'answer', to, outcome: pick([...answersTo(to, now), ...failuresOf(to)], random) };
}

type Cost = { readonly us: number; readonly kinds: number };

/** Only the machines are timed, not the making of what is said to them. */
function live(seed: number): Cost {
  const random = seeded(seed);
  let state = startSession(DEFAULT_CONFIG, AWAKE, DEFAULT_SETTINGS);
  let open = effectsFor(state);
  let spent = 0;
  const kinds = new Set<string>();
  for (let nth = 0; nth < MESSAGES; nth += 1) {
    const now = nth * 1000;
    const message = anyMessage(open, now, random);
    const began = performance.now();
    state = reduceSession(state, message, { now, random: 0.5 });
    open = effectsFor(state);
    spent += performance.now() - began;
    kinds.add(`${state.auth.kind} ${state.connection.kind}`);
  }
  return { us: (spent * 1000) / MESSAGES, kinds: kinds.size };
}

/** What one message costs: the next state, and what is to be asked of the world. */
export function machineTable(): Table {
  live(0);
  const costs = Array.from({ length: ROUNDS }, (_, at) => live(at + 1));
  return {
    title: `The machines: ${ROUNDS} lives of ${MESSAGES} messages, seeds 1 to ${ROUNDS}`,
    isRatio: false,
    columns: [
      { name: 'time a message', unit: 'µs' },
      { name: 'pairs of states seen', unit: '' }
    ],
    rows: [
      {
        what: 'next state and open questions',
        figures: [median(costs.map(({ us }) => us)), median(costs.map(({ kinds }) => kinds))]
      }
    ]
  };
}
