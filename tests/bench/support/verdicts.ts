import type { Contender } from '../connect';
import type { Case } from './park';

/** `asideMs`: of @ctrl/plex the part that asks for the account, of Couchkey a second time from what it has kept. */
export type Run = {
  readonly ms: number;
  readonly asideMs: number;
  readonly uri: string;
  readonly machine: string;
};

/** What a contender did: its runs by server, and every port at which it showed a token, warm-up included. */
export type Results = {
  readonly runs: { readonly [server: string]: readonly Run[] };
  readonly tokenPorts: readonly number[];
};
export type All = Readonly<Record<Contender, Results>>;

/** What a first answer that is also the best may cost, as a multiple of @ctrl/plex used as it documents itself. */
const MAX_RATIO = 1.5;
/** What waiting for a better one may cost, against @ctrl/plex at its leanest. */
const MAX_BEHIND_MS = 450;

/** What the sequential prober takes where a black hole comes first: seconds, or the baseline is none. */
const MIN_SEQUENTIAL_MS = 1000;
const MS_PER_S = 1000;

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

const runsOf = ({ runs }: Results, { name }: Case): readonly Run[] => runs[name] ?? [];
/** What connecting took, in ms. */
export const medianOf = (results: Results, each: Case): number =>
  median(runsOf(results, each).map(({ ms }) => ms));
/** The same without the step that was told aside. */
export const leanOf = (results: Results, each: Case): number =>
  median(runsOf(results, each).map(({ ms, asideMs }) => ms - asideMs));
/** That step. */
export const asideOf = (results: Results, each: Case): number =>
  median(runsOf(results, each).map(({ asideMs }) => asideMs));

function count(results: Results, each: Case, isSuch: (run: Run) => boolean): number {
  return runsOf(results, each).filter(isSuch).length;
}

const foreign = (results: Results, each: Case): number =>
  count(results, each, ({ machine }) => machine !== each.machine);
const relayed = (results: Results, each: Case): number =>
  count(results, each, ({ uri }) => each.relays.includes(Number(new URL(uri).port)));
const leaked = ({ tokenPorts }: Results, each: Case): number =>
  tokenPorts.filter((port) => each.strangers.includes(port)).length;

/** Where its runs went wrong, in words. */
export function astray(results: Results, each: Case): string[] {
  const total = runsOf(results, each).length;
  const notes = [
    [foreign(results, each), `of ${total} at another machine`],
    [relayed(results, each), `of ${total} by relay`],
    [leaked(results, each), 'tokens shown to another machine']
  ] as const;
  return notes.filter(([times]) => times > 0).map(([times, words]) => `${times} ${words}`);
}

function cell(results: Results, each: Case): string {
  return [`${Math.round(medianOf(results, each))} ms`, ...astray(results, each)].join(', ');
}

function lines(each: Case, all: All): string {
  const [ours, theirs] = [medianOf(all.couchkey, each), medianOf(all.ctrl, each)];
  const [later, lean] = [asideOf(all.couchkey, each), leanOf(all.ctrl, each)].map(Math.round);
  const behind = `behind it ${Math.round(ours - theirs)} ms, its account step left out ${Math.round(ours - leanOf(all.ctrl, each))} ms`;
  return [
    `${each.name}: ratio to @ctrl/plex ${(ours / theirs).toFixed(2)}, ${behind}`,
    `    Couchkey    ${cell(all.couchkey, each)}; every later time ${later} ms`,
    `    @ctrl/plex  ${cell(all.ctrl, each)}; without its account step ${lean} ms`,
    `    sequential  ${cell(all.sequential, each)}`
  ].join('\n');
}

/** A few lines for each case, and one for all of them. */
export function table(cases: readonly Case[], all: All): string {
  return [...cases.map((each) => lines(each, all)), summary(cases, all)].join('\n') + '\n';
}

/** Wherever the live address stands: how long each took, and where it went wrong. */
function summary(cases: readonly Case[], all: All): string {
  const said = (Object.keys(all) as Contender[]).map((name) => {
    const took = cases.map((each) => medianOf(all[name], each));
    const [best, worst] = [Math.min(...took), Math.max(...took)].map(inWords);
    const runs = cases.reduce((sum, each) => sum + runsOf(all[name], each).length, 0);
    const lost = cases.reduce((sum, each) => sum + foreign(all[name], each) + relayed(all[name], each), 0);
    return `${name} ${best} to ${worst}, median ${inWords(median(took))}, ${lost} of ${runs} astray`;
  });
  return `  all ranks: ${said.join('; ')}`;
}

const inWords = (ms: number): string =>
  ms < MS_PER_S ? `${Math.round(ms)} ms` : `${(ms / MS_PER_S).toFixed(1)} s`;

/** Behind a black hole the sequential prober waits; one that does not measures something else. */
function baselineFaults(cases: readonly Case[], { sequential }: All): string[] {
  const last = cases.filter(({ rank }) => rank !== null).slice(-1);
  return last
    .filter((each) => medianOf(sequential, each) < MIN_SEQUENTIAL_MS)
    .map(({ name }) => `${name}: the sequential prober took less than a second`);
}

function faultsOf(each: Case, { couchkey, ctrl }: All): string[] {
  const behind = medianOf(couchkey, each) - leanOf(ctrl, each);
  const ratio = medianOf(couchkey, each) / medianOf(ctrl, each);
  const isSlow = each.rank === 1 && ratio > MAX_RATIO;
  return [
    ...(isSlow ? [`${each.name}: ${ratio.toFixed(2)} times @ctrl/plex, more than ${MAX_RATIO}`] : []),
    ...(each.rank !== null && behind > MAX_BEHIND_MS
      ? [`${each.name}: ${Math.round(behind)} ms behind, more than ${MAX_BEHIND_MS}`]
      : []),
    ...(foreign(couchkey, each) > 0 ? [`${each.name}: Couchkey took another machine`] : []),
    ...(relayed(couchkey, each) > 0 ? [`${each.name}: Couchkey took the relay`] : []),
    ...(leaked(couchkey, each) > 0 ? [`${each.name}: Couchkey showed a token to another machine`] : [])
  ];
}

/** Every bound that was broken, in words. */
export function faultsIn(cases: readonly Case[], all: All): string[] {
  return [...cases.flatMap((each) => faultsOf(each, all)), ...baselineFaults(cases, all)];
}
