import type { Panel, Point, Series } from '../../tests/bench/support/report';

const PANEL = { w: 460, h: 260 } as const;
const INSET = { left: 64, right: 18, top: 40, bottom: 62 } as const;
/** Told apart by their dashes too, for whoever does not tell colours apart. */
const STROKES = [
  { colour: '#0b6e4f', dash: '' },
  { colour: '#b3541e', dash: '7 4' },
  { colour: '#3a5ba0', dash: '2 4' }
] as const;
const TICKS = 4;

type Scale = (value: number) => number;
type Axis = { readonly scale: Scale; readonly ticks: readonly number[] };

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** The next of 1, 2, 5, 10, 20, 50 … so that the ticks are numbers that people use. */
function roundStep(span: number): number {
  const power = Math.pow(10, Math.floor(Math.log10(span)));
  const factor = [1, 2, 5, 10].find((each) => each * power >= span) ?? 10;
  return factor * power;
}

function linear(values: readonly number[], from: number, to: number): Axis {
  const most = Math.max(...values, 0);
  const step = roundStep((most || 1) / TICKS);
  const top = Math.max(step, Math.ceil(most / step) * step);
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, at) => at * step);
  return { ticks, scale: (value) => from + ((to - from) * value) / top };
}

function logarithmic(values: readonly number[], from: number, to: number): Axis {
  const positive = values.filter((value) => value > 0);
  const low = Math.floor(Math.log10(Math.min(...positive)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...positive))));
  const ticks = Array.from({ length: high - low + 1 }, (_, at) => Math.pow(10, low + at));
  return { ticks, scale: (value) => from + ((to - from) * (Math.log10(value) - low)) / (high - low) };
}

/** A number as short as it can be said: 1500 is 1.5k. */
export function brief(value: number): string {
  const [divided, unit] =
    value >= 1e6 ? [value / 1e6, 'M'] : value >= 1000 ? [value / 1000, 'k'] : [value, ''];
  return `${Number(divided.toPrecision(3))}${unit}`;
}

function frame({ ticks, scale }: Axis, across: Axis, panel: Panel): string[] {
  const right = PANEL.w - INSET.right;
  const bottom = PANEL.h - INSET.bottom;
  return [
    `<text x="${INSET.left}" y="18" class="title">${escaped(panel.title)}</text>`,
    `<text x="${INSET.left}" y="33" class="unit">${escaped(panel.unit)}${panel.isLog === true ? ', each line ten times the one below' : ''}</text>`,
    ...ticks.flatMap((tick) => [
      `<line x1="${INSET.left}" x2="${right}" y1="${scale(tick).toFixed(1)}" y2="${scale(tick).toFixed(1)}" class="grid"/>`,
      `<text x="${INSET.left - 6}" y="${(scale(tick) + 4).toFixed(1)}" class="end">${brief(tick)}</text>`
    ]),
    ...across.ticks.map(
      (tick) =>
        `<text x="${across.scale(tick).toFixed(1)}" y="${bottom + 16}" class="middle">${brief(tick)}</text>`
    ),
    `<text x="${(INSET.left + right) / 2}" y="${bottom + 32}" class="middle unit">${escaped(panel.x)}</text>`
  ];
}

function line({ points }: Series, nth: number, x: Scale, y: Scale): string {
  const { colour, dash } = STROKES[nth % STROKES.length] as (typeof STROKES)[number];
  const at = ([across, up]: Point): string => `${x(across).toFixed(1)},${y(up).toFixed(1)}`;
  return `<polyline points="${points.map(at).join(' ')}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`;
}

function legend(series: readonly Series[]): string[] {
  const y = PANEL.h - 10;
  const widths = series.map(({ name }) => 34 + name.length * 6.4);
  return series.flatMap(({ name }, nth) => {
    const { colour, dash } = STROKES[nth % STROKES.length] as (typeof STROKES)[number];
    const x = INSET.left + widths.slice(0, nth).reduce((sum, each) => sum + each, 0);
    return [
      `<line x1="${x}" x2="${x + 20}" y1="${y - 4}" y2="${y - 4}" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`,
      `<text x="${x + 25}" y="${y}">${escaped(name)}</text>`
    ];
  });
}

function drawn(panel: Panel): string[] {
  const points = panel.series.flatMap((each) => each.points);
  const axis = panel.isLog === true ? logarithmic : linear;
  const up = axis(
    points.map(([, y]) => y),
    PANEL.h - INSET.bottom,
    INSET.top
  );
  const across = linear(
    points.map(([x]) => x),
    INSET.left,
    PANEL.w - INSET.right
  );
  return [
    ...frame(up, across, panel),
    ...panel.series.map((each, nth) => line(each, nth, across.scale, up.scale)),
    ...(panel.series.length > 1 ? legend(panel.series) : [])
  ];
}

const STYLE =
  'text{font:11px sans-serif;fill:#333}.title{font-size:13px;font-weight:bold}.unit{fill:#666}' +
  '.end{text-anchor:end}.middle{text-anchor:middle}.grid{stroke:#ddd}';

/** All panels on one sheet, two beside each other, as SVG without anything from elsewhere. */
export function plot(panels: readonly Panel[]): string {
  const columns = Math.min(2, panels.length);
  const [w, h] = [PANEL.w * columns, PANEL.h * Math.ceil(panels.length / columns)];
  const sheets = panels.map((panel, nth) => {
    const [x, y] = [(nth % columns) * PANEL.w, Math.floor(nth / columns) * PANEL.h];
    return `<g transform="translate(${x} ${y})">\n${drawn(panel).join('\n')}\n</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img">`,
    `<style>${STYLE}</style>`,
    `<rect width="${w}" height="${h}" fill="#fff"/>`,
    ...sheets,
    '</svg>',
    ''
  ].join('\n');
}
