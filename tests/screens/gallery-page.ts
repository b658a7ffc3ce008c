/** Built through webpack.config.js: the real app on states handed in from outside, with a clock that stands still. */
import '../../src/polyfills';
import { Launch, type Lightning } from '@lightningjs/sdk';
import settings from '../../settings.json';
import { showCanvas } from '../../src/platform/boot';
import { createClock } from '../../src/platform/clock';
import { loadFonts } from '../../src/platform/fonts';
import { KEYS } from '../../src/platform/keys';
import { createRuler } from '../../src/platform/measure';
import { pointerOf } from '../../src/platform/pointer';
import { chooseRenderer, precisionFor } from '../../src/platform/renderer';
import { App, type Handed } from '../../src/ui/app';
import { pictureFor } from '../../src/ui/page-for';
import { languageFor } from '../../src/ui/texts/languages';
import { textsOf } from '../../src/ui/texts/texts';
import { COLORS, FACES, FACES_BOLD, SCREEN } from '../../src/ui/theme';
import type { Intent } from '../../src/core/model/message';
import type { SessionState } from '../../src/core/model/session-state';
import type { Local, Picture } from '../../src/ui/page';
import type { Sight } from '../../src/ui/sight';
import { START } from './states';

/** The moment at which the clock of the gallery stands. */
const NOW = 100000;

type Listener = (state: SessionState) => void;

const sent: Intent[] = [];
const spoken: string[] = [];
const listeners: Listener[] = [];
let shown: SessionState = START;

const ruler = createRuler(document.createElement('canvas'));
const measure = (text: string, pixels: number, bold: boolean): number =>
  ruler(text, pixels, bold ? FACES_BOLD : FACES);
const real = createClock(window);
const clock = { ...real, now: () => NOW, after: () => () => undefined };

const session = {
  get state(): SessionState {
    return shown;
  },
  send: (intent: Intent): void => void sent.push(intent),
  subscribe: (listener: Listener): (() => void) => {
    listeners.push(listener);
    return () => undefined;
  }
};

function sightOf(state: SessionState): Sight {
  return {
    texts: textsOf(languageFor(state.settings.values.language)),
    measure,
    now: NOW,
    large: state.settings.values.largeText,
    version: '0.0.0',
    log: []
  };
}

const gallery = {
  /** Draws a state; resolves after the frame that shows it. */
  show: (state: SessionState): Promise<void> => {
    shown = state;
    listeners.forEach((each) => each(state));
    return new Promise((resolve) => setTimeout(resolve, 400));
  },
  /** The picture of a state as data, with the real fonts' widths. */
  pictureOf: (state: SessionState, local: Local): Picture => pictureFor(state, () => local, sightOf(state)),
  sent,
  spoken
};

const handed: Handed = {
  session,
  clock,
  measure,
  voice: { say: (text) => void spoken.push(text) },
  pointer: pointerOf(window, real),
  log: () => [],
  language: 'en',
  version: '0.0.0',
  onFirstPicture: () => {
    document.getElementById('start')?.remove();
    Object.assign(window, { gallery });
  }
};

const stage = {
  ...settings.appSettings.stage,
  ...chooseRenderer(),
  ...SCREEN,
  precision: precisionFor(SCREEN.h),
  clearColor: COLORS.ground
};
const options = {
  ...settings.appSettings,
  keys: { ...KEYS },
  stage
} as unknown as Lightning.Application.Options;
const app = Launch(App, options, { ...settings.platformSettings, fontLoader: loadFonts }, handed);
showCanvas(app.stage.getCanvas());
