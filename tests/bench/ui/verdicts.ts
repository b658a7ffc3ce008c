import { median } from '../support/verdicts';
import type { FirstCode } from './first-code';
import type { Round, Rounds } from './round';

export type Measured = {
  readonly bare: readonly Rounds[];
  readonly app: readonly Rounds[];
  readonly bareLarge: readonly Rounds[];
  readonly appLarge: readonly Rounds[];
  readonly firstCodes: readonly FirstCode[];
  /** How busy the machine was before the bench began. */
  readonly load: number;
  readonly script: { readonly app: number; readonly bare: number };
};

/** Bounds of ruling 6 and of the issue. Times are ratios to the bare page, memory is what comes on top of it. */
export const BOUNDS = {
  p95Ratio: 2,
  textureBytes: 8e6,
  heapBytes: 8e6,
  idleFrames: 0,
  script: 140_000,
  firstCodeMs: 3000,
  quietLoad: 1,
  fonts: 60_000
};

export type Line = { readonly words: string; readonly fault: string | null };

/** The value that so large a share of all does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

/** What was seen of one screen. */
export function roundsOf(all: readonly Rounds[], screen: string): Round[] {
  return all.flatMap((rounds) => rounds[screen] ?? []);
}

function line(words: string, isWithin = true): Line {
  return { words, fault: isWithin ? null : words };
}

/** The middle of the rounds' own figures: one disturbed round does not decide. */
export function keyFigures(
  all: readonly Rounds[],
  screen: string
): { p50: number; p95: number; draws: number } {
  const rounds = roundsOf(all, screen).filter(({ keys }) => keys.length > 0);
  const middle = (of: (round: Round) => number): number => median(rounds.map(of));
  return {
    p50: middle(({ keys }) => median(keys.map((key) => key.ms))),
    p95: middle(({ keys }) =>
      percentile(
        keys.map((key) => key.ms),
        0.95
      )
    ),
    draws: middle(({ keys }) => median(keys.map((key) => key.draws)))
  };
}

function keyLine({ bare, app }: Measured, screen: string): Line {
  const [ours, theirs] = [keyFigures(app, screen), keyFigures(bare, 'bare')];
  const ratio = ours.p95 / theirs.p95;
  const times = `p50 ${ms(ours.p50)} (bare ${ms(theirs.p50)}), p95 ${ms(ours.p95)} (bare ${ms(theirs.p95)})`;
  const ratios = `ratio ${(ours.p50 / theirs.p50).toFixed(2)} and ${ratio.toFixed(2)}`;
  const words = `key to paint, ${screen}: ${times}, ${ratios}, at most ${BOUNDS.p95Ratio} at p95; `;
  return line(`${words}draw calls ${ours.draws} (bare ${theirs.draws})`, ratio <= BOUNDS.p95Ratio);
}

function overBare(
  { bareLarge, appLarge }: Measured,
  screen: string,
  name: 'textureBytes' | 'heapBytes'
): Line {
  const of = (all: readonly Rounds[], which: string): number =>
    median(roundsOf(all, which).map((round) => round[name]));
  const [ours, theirs] = [of(appLarge, screen), of(bareLarge, 'bare')];
  const title = name === 'heapBytes' ? 'JS heap' : 'textures';
  const words = `${title} at 1080p, ${screen}: ${mb(ours)}, ${mb(ours - theirs)} over the bare page's ${mb(theirs)}`;
  return line(`${words}, at most ${mb(BOUNDS[name])}`, ours - theirs <= BOUNDS[name]);
}

function idleLine({ appLarge }: Measured, screen: string): Line {
  const frames = Math.max(...roundsOf(appLarge, screen).map((round) => round.idleFrames));
  return line(
    `frames drawn in 10 idle seconds, ${screen}: ${frames}, at most 0`,
    frames <= BOUNDS.idleFrames
  );
}

const s = (value: number): string => `${(value / 1000).toFixed(2)} s`;

/** Times in seconds say something on a quiet machine only; the bare page beside it shows how slow this one was. */
function firstCodeLine({ firstCodes, load }: Measured): Line {
  const of = (name: keyof FirstCode): number => median(firstCodes.map((each) => each[name]));
  const [code, bare] = [of('codeMs'), of('bareMs')];
  const beside = `the bare page's first frame ${s(bare)}, ratio ${(code / bare).toFixed(2)}`;
  const words = `first readable code: ${s(code)} (first paint ${s(of('paintMs'))}; ${beside})`;
  const isQuiet = load < BOUNDS.quietLoad;
  const judged = isQuiet ? '' : `, not judged: the machine was busy at the start (load ${load.toFixed(2)})`;
  return line(`${words}, at most ${s(BOUNDS.firstCodeMs)}${judged}`, !isQuiet || code <= BOUNDS.firstCodeMs);
}

function startLines(all: Measured): Line[] {
  const { firstCodes, script } = all;
  const fonts = median(firstCodes.map(({ fontBytes }) => fontBytes));
  return [
    firstCodeLine(all),
    line(`font bytes before it: ${fonts}, at most ${BOUNDS.fonts}`, fonts <= BOUNDS.fonts),
    line(
      `script: ${script.app} bytes gzip (bare page ${script.bare}), at most ${BOUNDS.script}`,
      script.app <= BOUNDS.script
    )
  ];
}

export const SCREENS = ['first', 'link', 'home'];

/** All figures, each beside its bound. Where a screen has nothing to walk about, there is no time of keys. */
export function verdicts(all: Measured): readonly Line[] {
  const walked = SCREENS.filter((screen) => roundsOf(all.app, screen).some(({ keys }) => keys.length > 0));
  return [
    ...walked.map((screen) => keyLine(all, screen)),
    ...SCREENS.map((screen) => overBare(all, screen, 'textureBytes')),
    ...SCREENS.map((screen) => overBare(all, screen, 'heapBytes')),
    ...['link', 'home'].map((screen) => idleLine(all, screen)),
    ...startLines(all)
  ];
}
