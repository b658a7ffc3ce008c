import { AppData, Lightning, type FontFaceDefinition } from '@lightningjs/sdk';
import { Painter } from './components/painter';
import { focusAfter, moveFocus, pressAt, pressBy, topOf, type Direction } from './focus';
import { freshLocal, isTyping, reduceLocal } from './local';
import { pictureFor } from './page-for';
import { FONT, FONT_BOLD, MOTION_S, paletteFor, SCREEN } from './theme';
import { languageFor } from './texts/languages';
import { textsOf } from './texts/texts';
import type { Intent } from '../core/model/message';
import type { SessionState } from '../core/model/session-state';
import type { Cancel, IClock } from '../core/ports';
import type { Act, Local, Page, Picture } from './page';
import type { Measure, Sight } from './sight';

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
  readonly log: () => readonly string[];
  /** What the set speaks, where the viewer has not chosen. */
  readonly language: string;
  readonly version: string;
  readonly onFirstPicture?: () => void;
};

/** Draws the picture of the session's state and turns keys and pointer into acts. It keeps no facts. */
export class App extends Lightning.Component {
  private _locals: { [name: string]: Local } = {};
  private _picture: Picture | null = null;
  private _tick: Cancel | null = null;

  static getFonts(): FontFaceDefinition[] {
    return [
      { family: FONT, url: 'static/fonts/atkinson-400.woff2' },
      { family: FONT_BOLD, url: 'static/fonts/atkinson-700.woff2' }
    ];
  }

  static override _template(): object {
    return {
      Ground: { rect: true, ...SCREEN },
      Under: { type: Painter },
      Veil: { rect: true, ...SCREEN, alpha: 0 },
      Over: { type: Painter }
    };
  }

  override _init(): void {
    const { session, pointer } = handed();
    session.subscribe((): void => this.show());
    pointer((event: Pointing): void => this.point(event));
    this.show();
  }

  override _firstActive(): void {
    const { onFirstPicture } = handed();
    if (onFirstPicture !== undefined) {
      this.stage.once('frameEnd', onFirstPicture);
    }
  }

  /** Draws what is true now. What has not changed is not drawn again. */
  show(): void {
    const { session } = handed();
    const sight = sightOf(session.state);
    const picture = pictureFor(session.state, (name): Local => this._localOf(name), sight);
    this._keepFocus(picture);
    this._drawPicture(picture, session.state);
    this._tell(picture);
    this._picture = picture;
    this._waitFor(picture);
    this._sendComplete(topOf(picture));
  }

  override _handleLeft(): void {
    this._move('left');
  }

  override _handleRight(): void {
    this._move('right');
  }

  override _handleUp(): void {
    this._move('up');
  }

  override _handleDown(): void {
    this._move('down');
  }

  override _handleEnter(): void {
    const top = this._top();
    const press = top === null ? null : pressBy(top, this._localOf(top.name).focus);
    if (press !== null) {
      this.act(press.act);
    }
  }

  override _handleBack(): void {
    this.act({ type: 'cancel' });
  }

  /** Letters and digits of a remote or a keyboard, where the page takes them. */
  override _handleKey(event: KeyboardEvent): boolean {
    const top = this._top();
    const text = top === null ? null : typedBy(event, top.types);
    if (text !== null) {
      this.act(text);
    }
    return text !== null;
  }

  /** A press was acted on: the session is told, or what was typed changes. */
  act(act: Act): void {
    const top = this._top();
    if (!isTyping(act)) {
      handed().session.send(act);
    } else if (top !== null) {
      this._locals[top.name] = reduceLocal(this._localOf(top.name), act);
      this.show();
    }
  }

  /** A pointer moves the one focus there is, and presses what lies under it. */
  point(event: Pointing): void {
    const top = this._top();
    const press = top === null ? null : pressAt(top, event.x * SCREEN.w, event.y * SCREEN.h);
    if (event.type === 'wheel') {
      this._move(event.down ? 'down' : 'up');
    } else if (press !== null) {
      this._focusOn(press.id);
      if (event.type === 'press') {
        this.act(press.act);
      }
    }
  }

  private _top(): Page | null {
    return this._picture === null ? null : topOf(this._picture);
  }

  private _localOf(name: string): Local {
    return this._locals[name] || freshLocal('');
  }

  private _move(direction: Direction): void {
    const top = this._top();
    if (top !== null) {
      this._focusOn(moveFocus(top, this._localOf(top.name).focus, direction));
    }
  }

  private _focusOn(id: string): void {
    const top = this._top();
    if (top !== null && this._localOf(top.name).focus !== id) {
      this._locals[top.name] = { ...this._localOf(top.name), focus: id };
      this.show();
    }
  }

  /** Pages that are gone are forgotten; dialogs remember each other until the last is closed. */
  private _keepFocus(picture: Picture): void {
    const last = this._picture;
    const kept: { [name: string]: Local } = picture.over === null ? {} : { ...this._locals };
    [picture.ground, picture.over].forEach((page: Page | null): void => {
      if (page !== null) {
        const local = this._localOf(page.name);
        const was = last === null ? null : pressBy(topOf(last), local.focus);
        kept[page.name] = { ...local, focus: focusAfter(page, local.focus, was) };
      }
    });
    this._locals = kept;
  }

  private _drawPicture(picture: Picture, state: SessionState): void {
    const { contrast, largeText } = state.settings.values;
    const brush = { colors: paletteFor(contrast), large: largeText, isLit: false };
    const { ground, over } = picture;
    this.tag('Ground').color = brush.colors.ground;
    this.tag('Veil').patch({ color: brush.colors.ground, alpha: over === null ? 0 : 0.88 });
    const under = over === null ? this._localOf(ground.name).focus : '';
    (this.tag('Under') as Painter).paint(ground.parts, brush, under);
    (this.tag('Over') as Painter).paint(
      over === null ? [] : over.parts,
      brush,
      over === null ? '' : this._localOf(over.name).focus
    );
    this._fade(picture, state.settings.values.calm);
  }

  /** A new page comes in softly; an update of the same page is simply there. */
  private _fade(picture: Picture, isCalm: boolean): void {
    const last = this._picture;
    const isNew = last !== null && topOf(last).name !== topOf(picture).name;
    if (isNew && !isCalm) {
      const node = this.tag(picture.over === null ? 'Under' : 'Over');
      node.alpha = 0.01;
      node.setSmooth('alpha', 1, { duration: MOTION_S });
    }
  }

  private _tell(picture: Picture): void {
    const [last, top] = [this._top(), topOf(picture)];
    const focus = pressBy(top, this._localOf(top.name).focus);
    const label = focus === null ? '' : focus.label;
    const isNews = last === null || last.name !== top.name || last.spoken !== top.spoken;
    handed().voice.say(isNews ? top.spoken + '. ' + label : label);
  }

  private _waitFor(picture: Picture): void {
    if (this._tick !== null) {
      this._tick();
    }
    const ms = soonest(picture);
    this._tick = ms === null ? null : handed().clock.after(ms, (): void => this.show());
  }

  private _sendComplete(top: Page): void {
    if (top.complete !== null) {
      this._locals[top.name] = { ...this._localOf(top.name), typed: '' };
      handed().session.send(top.complete);
    }
  }
}

function handed(): Handed {
  return AppData as Handed;
}

function sightOf(state: SessionState): Sight {
  const { measure, clock, language, version, log } = handed();
  const values = state.settings.values;
  return {
    texts: textsOf(languageFor(values.language === '' ? language : values.language)),
    measure,
    now: clock.now(),
    large: values.largeText,
    version,
    log: log()
  };
}

function soonest({ ground, over }: Picture): number | null {
  const all = [ground.changesInMs, over === null ? null : over.changesInMs].filter(
    (each): each is number => each !== null
  );
  return all.length === 0 ? null : Math.min.apply(null, all);
}

/** Digits of a remote are 48–57, of a number pad 96–105. Addresses take what a keyboard prints. */
function typedBy(event: KeyboardEvent, types: Page['types']): Act | null {
  if (types === 'nothing') {
    return null;
  }
  const digit = event.keyCode >= 96 && event.keyCode <= 105 ? event.keyCode - 96 : event.keyCode - 48;
  if (digit >= 0 && digit <= 9) {
    return { type: 'type', text: String(digit) };
  }
  return types === 'address' && event.key !== undefined && event.key.length === 1
    ? { type: 'type', text: event.key }
    : null;
}
