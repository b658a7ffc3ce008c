/** Built through webpack.config.js: the real app on states handed in from outside, with a clock that stands still. */
import '../../src/polyfills';
import settings from '../../settings.json';
import { reportStarted, showCanvas } from '../../src/platform/boot';
import { createClock } from '../../src/platform/clock';
import { installGate } from '../../src/platform/key-gate';
import { keysOf } from '../../src/platform/keys';
import { createRuler } from '../../src/platform/measure';
import { createClaim } from '../../src/platform/one-press';
import { pastedIn, pointerOf } from '../../src/platform/pointer';
import { placeIn } from '../../src/platform/renderer';
import { raiseStage, type AppSettings, type StagePlan } from '../../src/index';
import { NO_MEMORY } from '../../src/ui/local';
import { pictureFor } from '../../src/ui/page-for';
import { LANGUAGES, languageFor } from '../../src/ui/texts/languages';
import { textsOf } from '../../src/ui/texts/texts';
import { fontOf, SCREEN } from '../../src/ui/theme';
import type { Intent } from '../../src/core/model/message';
import type { SessionState } from '../../src/core/model/session-state';
import type { Local, Picture } from '../../src/ui/page';
import type { Sight } from '../../src/ui/sight';
import { PSEUDO } from './pseudo';
import { START } from './states';

/** What a set that is a year old might show. */
const REPORT = {
  facts: [
    'Tizen 6.0 Version/4.0 Chrome/76.0',
    'first picture 1.42 s · first code 2.05 s · last connect 0.31 s',
    'textures 4.2 MB · heap 6.8 MB',
    'keys (tizen) 13 Enter, 40 Down, 40 Down, *, *, 10009 Back, 39 Right'
  ],
  log: [
    '2 s info asked {"effect":"restore"}',
    '9 s info http {"method":"GET","url":"https://192-168-1-5.plex.direct:32400/identity","failure":"timeout","ms":3001}',
    '9 s warn outcome {"type":"failed","failure":"noRoute"}',
    '41 s error uncaught {"message":"TypeError: a is undefined"}'
  ]
};

/** The moment at which the clock of the gallery stands. */
const NOW = 100000;

type Listener = (state: SessionState) => void;

const sent: Intent[] = [];
const spoken: string[] = [];
const listeners: Listener[] = [];
let shown: SessionState = START;

const ruler = createRuler(document.createElement('canvas'));
const measure = (text: string, pixels: number, bold: boolean): number => ruler(text, fontOf(pixels, bold));
const real = createClock(window);
/** `?live`: time passes, as it must for a stage that heals. */
const isLive = window.location.search === '?live';
const clock = isLive ? real : { ...real, now: () => NOW, after: () => () => undefined };

const session = {
  get state(): SessionState {
    return shown;
  },
  send: (intent: Intent): void => void sent.push(intent),
  subscribe: (listener: Listener): (() => void) => {
    listeners.push(listener);
    return () => void listeners.splice(listeners.indexOf(listener), 1);
  }
};

function sightOf(state: SessionState): Sight {
  return {
    texts: textsOf(languageFor(state.settings.values.language, [...LANGUAGES, PSEUDO])),
    measure,
    now: NOW,
    large: state.settings.values.largeText,
    version: '0.0.0',
    report: REPORT
  };
}

const gallery = {
  /** Draws a state; resolves after the frame that shows it. */
  show: (state: SessionState): Promise<void> => {
    shown = state;
    listeners.forEach((each) => each(state));
    return new Promise((resolve) => setTimeout(resolve, 400));
  },
  /** As somebody sees it who comes from nowhere: nothing is remembered of what showed before. */
  showAfresh: (state: SessionState): Promise<void> => {
    handed.kept.memory = NO_MEMORY;
    return gallery.show(state);
  },
  /** Draws a state; resolves after one frame. */
  showSoon: (state: SessionState): Promise<unknown> => {
    shown = state;
    listeners.forEach((each) => each(state));
    return new Promise(requestAnimationFrame);
  },
  /** The picture of a state as data, with the real fonts' widths. */
  pictureOf: (state: SessionState, local: Local): Picture => pictureFor(state, () => local, sightOf(state)),
  sent,
  spoken
};

const claim = createClaim(real.now);
const place = (): ReturnType<typeof placeIn> => placeIn(window, SCREEN);
const keys = keysOf('keyboard');
installGate(window, { keys, now: real.now, claim, heldBefore: {} });

const handed: StagePlan['handed'] = {
  session,
  clock,
  measure,
  voice: { say: (text) => void spoken.push(text) },
  pointer: pointerOf(window, { now: real.now, claim, place }),
  pasted: pastedIn(window),
  debug: false,
  language: 'en',
  version: '0.0.0',
  kept: { memory: NO_MEMORY },
  onLanguage: (code, rtl) => {
    document.documentElement.lang = code;
    document.documentElement.dir = rtl ? 'rtl' : 'ltr';
  },
  onBug: (bug) => void Promise.reject(new Error(bug)),
  onFirstPicture: () => {
    reportStarted();
    Object.assign(window, { gallery });
  }
};

const raised = raiseStage({
  appSettings: settings.appSettings as unknown as AppSettings,
  platformSettings: settings.platformSettings,
  keys,
  handed,
  report: () => REPORT,
  holdMs: 0,
  onStuck: () => undefined
});
Object.assign(gallery, {
  stage: () => raised.app().stage,
  renew: raised.renew,
  memory: () => handed.kept.memory
});
showCanvas(raised.app().stage.getCanvas());
