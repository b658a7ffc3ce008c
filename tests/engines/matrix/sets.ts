import { refuse } from '../../../scripts/options';
import { fetchedChromium, systemChromium, YEARS, type Engine } from '../chromium/engines';
import { downgradeTo } from '../downgrade/downgrade';
import { onChromium } from './on-chromium';
import { onQtWebkit } from './on-qtwebkit';
import { onWpe } from './on-wpe';
import type { TvSet } from './television';

/** Every push is tried on these; the others before a release. */
const MUST = [64, 79];
const MORE = [68, 69, 76, 85, 87, 108];
const MUST_OLDER = [38];
const MORE_OLDER = [47, 53, 56];

function chromium(engine: Engine, years: string, before: string): TvSet {
  const { name } = engine;
  return { name, years, isWired: false, switchOn: (...at) => onChromium(engine, before, ...at) };
}

function fetched(major: number): Engine {
  return fetchedChromium(major) ?? refuse(`Chromium ${major} is not here: npm run engines -- --all`);
}

/** An emulation, not an engine: everything that the older one lacked is taken away before the app starts. */
function older(version: number): TvSet {
  const engine = fetched(64);
  const name = `${engine.name} without what Chrome ${version} lacked`;
  return chromium({ ...engine, name }, `the DOM of Chrome ${version}`, downgradeTo(version));
}

const WEBKITS: readonly TvSet[] = [
  { name: 'QtWebKit 602', years: 'the DOM before Chromium 64', isWired: true, switchOn: onQtWebkit },
  { name: 'WPE WebKit 2.38', years: 'RDK set-top boxes', isWired: true, switchOn: onWpe }
];

/** The engines of the matrix, the oldest first. Years that only something else can stand for are worded so. */
export function tvSets(isAll: boolean): readonly TvSet[] {
  const majors = isAll ? [...MUST, ...MORE].sort((one, other) => one - other) : MUST;
  const versions = isAll ? [...MUST_OLDER, ...MORE_OLDER] : MUST_OLDER;
  return [
    ...versions.map(older),
    ...WEBKITS,
    ...majors.map((major) => chromium(fetched(major), YEARS[major] ?? '', '')),
    chromium(systemChromium(), 'kiosk, today', '')
  ];
}
