import { AppData } from '@lightningjs/sdk';
import { localIn, remember, type Memory } from './local';
import { languageFor } from './texts/languages';
import { textsOf } from './texts/texts';
import type { Intent } from '../core/model/message';
import type { SessionState } from '../core/model/session-state';
import type { Cancel, IClock } from '../core/ports';
import type { Local } from './page';
import type { Measure, Report, Sight } from './sight';

/** The half of the session that the screens need: what is true now, and where intents go. */
export interface IStage {
  readonly state: SessionState;
  send(intent: Intent): void;
  subscribe(listener: (state: SessionState) => void): Cancel;
}

/** Says things aloud. The newest counts: what was being said is dropped. */
export interface IVoice {
  say(text: string): void;
}

/** A pointer of any kind, as shares of the picture's width and height. */
export type Pointing = {
  readonly type: 'move' | 'press' | 'wheel';
  readonly x: number;
  readonly y: number;
  readonly down: boolean;
};

/** What the entry hands in through Lightning's application data. */
export type Handed = {
  readonly session: IStage;
  readonly clock: IClock;
  readonly measure: Measure;
  readonly voice: IVoice;
  readonly pointer: (then: (event: Pointing) => void) => Cancel;
  /** Texts that a keyboard pastes. */
  readonly pasted: (then: (text: string) => void) => Cancel;
  readonly report: () => Report;
  /** Whether the report lies over every page. */
  readonly debug: boolean;
  /** What the set speaks, where the viewer has not chosen. */
  readonly language: string;
  readonly version: string;
  /** What dies with a page outlives the stage it was drawn on. */
  readonly kept: { memory: Memory };
  /** Something has to be drawn. */
  readonly wake: () => void;
  readonly onLanguage: (code: string, rtl: boolean) => void;
  readonly onFirstPicture: () => void;
  /** A page could not be made. */
  readonly onBug: (bug: string) => void;
};

/** What was handed to the app that runs now. */
export function handed(): Handed {
  return AppData as Handed;
}

/** What is remembered of a page. */
export function localOf(name: string): Local {
  return localIn(handed().kept.memory, name);
}

/** Remembers it otherwise. */
export function keep(name: string, local: Local): void {
  const { kept } = handed();
  kept.memory = remember(kept.memory, name, local);
}

/** How a state is looked at now. */
export function sightOf(state: SessionState): Sight {
  const { measure, clock, language, version, report } = handed();
  const values = state.settings.values;
  return {
    texts: textsOf(languageFor(values.language === '' ? language : values.language)),
    measure,
    now: clock.now(),
    large: values.largeText,
    version,
    /** Only one page reads it. */
    get report(): Report {
      return report();
    }
  };
}
