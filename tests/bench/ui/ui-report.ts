import { median } from '../support/verdicts';
import { BOUNDS, keyFigures, roundsOf, SCREENS, type Line, type Measured } from './verdicts';
import type { Report, Row, Table } from '../support/report';
import type { Rounds } from './round';

const MB = 1e6;

function keyRows({ app, bare }: Measured): Row[] {
  const theirs = keyFigures(bare, 'bare');
  return SCREENS.filter((screen) => roundsOf(app, screen).some(({ keys }) => keys.length > 0)).flatMap(
    (screen) => {
      const ours = keyFigures(app, screen);
      return [
        { what: `${screen}: median, ms`, figures: [ours.p50, theirs.p50] },
        { what: `${screen}: 95 of 100, ms`, figures: [ours.p95, theirs.p95] },
        { what: `${screen}: draw calls`, figures: [ours.draws, theirs.draws] }
      ];
    }
  );
}

function memoryRows({ appLarge, bareLarge }: Measured): Row[] {
  const of = (all: readonly Rounds[], screen: string, name: 'textureBytes' | 'heapBytes'): number =>
    median(roundsOf(all, screen).map((round) => round[name])) / MB;
  return SCREENS.flatMap((screen) =>
    (['textureBytes', 'heapBytes'] as const).map((name) => ({
      what: `${screen}: ${name === 'heapBytes' ? 'heap' : 'textures'}`,
      figures: [of(appLarge, screen, name), of(bareLarge, 'bare', name)]
    }))
  );
}

function startRows({ firstCodes, script }: Measured): Row[] {
  const of = (name: 'paintMs' | 'codeMs' | 'fontBytes' | 'bareMs'): number =>
    median(firstCodes.map((each) => each[name]));
  return [
    { what: 'first paint, ms', figures: [of('paintMs'), null] },
    { what: 'first readable code, beside the first frame, ms', figures: [of('codeMs'), of('bareMs')] },
    { what: 'bytes of fonts before it', figures: [of('fontBytes'), null] },
    { what: 'script, bytes gzip', figures: [script.app, script.bare] }
  ];
}

const table = (title: string, unit: string, rows: readonly Row[]): Table => ({
  title,
  columns: [
    { name: 'the app', unit },
    { name: 'a bare Lightning page', unit }
  ],
  isRatio: true,
  rows
});

/** All that was measured, as tables. */
export function uiReport(all: Measured, lines: readonly Line[], rounds: number): Report {
  return {
    title: 'The app on a set',
    how: [
      `Medians of ${rounds} rounds by turns beside a bare Lightning page (one text, two buttons) that the same webpack.config.js built.`,
      'A real Chromium without a window, its GPU in software, the packaged profile; keys and first code at a sixth of this machine.',
      `Bounds: ${BOUNDS.p95Ratio} times the bare page at 95 of 100 keys; ${BOUNDS.textureBytes / MB} MB of textures and ${BOUNDS.heapBytes / MB} MB of heap above it.`
    ],
    tables: [
      table('Key to picture at 720p: time of JavaScript, and draw calls', '', keyRows(all)),
      table('Memory at 1080p', 'MB', memoryRows(all)),
      table('The start', '', startRows(all))
    ],
    panels: [],
    faults: lines.flatMap(({ fault }) => (fault === null ? [] : [fault]))
  };
}
