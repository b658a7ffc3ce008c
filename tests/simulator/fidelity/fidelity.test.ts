// promises: X5
import { existsSync, readFileSync } from 'node:fs';
import {
  committedShapes,
  FIXTURES,
  RECORDED,
  SHAPES_FILE,
  shapesOfFixtures,
  shapesText,
  type ReplyName
} from '../../shapes/plex-shapes';
import { differences, type Difference } from '../../shapes/shape';
import { startSimulator, type Simulator } from '../start';
import { ALLOWED_DIFFERENCES, type AllowedDifference } from './allowed-differences';
import { addRichServer, simulatedShape } from './simulated-replies';

const NAMES = Object.keys(RECORDED) as ReplyName[];
const recorded = committedShapes();

let simulator: Simulator;
const found = new Map<ReplyName, readonly Difference[]>();

beforeAll(async () => {
  simulator = await startSimulator({ media: [] });
  await addRichServer(simulator);
  // One after another: a second token for one device would push out the first.
  for (const name of NAMES)
    found.set(name, differences(recorded[name], await simulatedShape(simulator, name)));
});
afterAll(() => simulator.stop());

const isThis = (name: ReplyName, difference: Difference) => (allowed: AllowedDifference) =>
  allowed.reply === name && allowed.kind === difference.kind && allowed.path === difference.path;

it.each(NAMES)('answers %s with the recorded fields, no more and no fewer, of the recorded types', (name) => {
  const unexplained = (found.get(name) ?? []).filter(
    (difference) => !ALLOWED_DIFFERENCES.some(isThis(name, difference))
  );
  expect(unexplained).toEqual([]);
});

it('departs from the recordings nowhere that it does not have to any more', () => {
  const needless = ALLOWED_DIFFERENCES.filter(
    (allowed) =>
      !(found.get(allowed.reply) ?? []).some((difference) => isThis(allowed.reply, difference)(allowed))
  );
  expect(needless).toEqual([]);
});

it('gives a reason for each departure', () => {
  ALLOWED_DIFFERENCES.forEach(({ reason }) => expect(reason).toMatch(/\w+ \w+ \w+/));
});

it('compares with as many fields as were recorded, so that an empty file cannot pass', () => {
  const counts = NAMES.map((name) => Object.keys(recorded[name]).length);
  expect(Math.min(...counts)).toBeGreaterThan(20);
});

const whereRecorded = existsSync(FIXTURES) ? it : it.skip;

whereRecorded('holds the committed shapes to what the recordings say today', () => {
  expect(readFileSync(SHAPES_FILE, 'utf8')).toBe(shapesText(shapesOfFixtures()));
});

whereRecorded('keeps none of the recorded values', () => {
  const text = readFileSync(SHAPES_FILE, 'utf8');
  const strings = text.match(/"[^"]*"/g) ?? [];
  const types = strings
    .filter((string) => !/^"(\$.*|types|always)"$/.test(string))
    .map((string) => string.slice(1, -1));
  const known = ['array', 'boolean', 'digits', 'empty', 'null', 'number', 'object', 'string', 'text'];
  expect([...new Set(types)].filter((type) => !known.includes(type)).sort()).toEqual([...NAMES].sort());
});
