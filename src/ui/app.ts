import { Lightning, type FontFaceDefinition } from '@lightningjs/sdk';
import { DEFAULT_SETTINGS } from '../core/model/config';
import { brushFor, type Brush } from './components/brush';
import { drawLayers, drawStrip, enterPage, LAYERS } from './layers';
import { freeUnseen } from './drawing';
import { focusAfter, moveFocus, pressAt, pressBy, topOf, type Direction } from './focus';
import { handed, keep, localOf, sightOf } from './handed';
import { isTyping, memoryAfter, reduceLocal } from './local';
import { pictureOr } from './picture-or';
import { newsIn, NOTHING_TOLD, toldOf, type Told } from './spoken';
import { soonestIn, stillForMs, stillnessAt } from './stillness';
import { FONT, SCREEN } from './theme';
import { FRESH_MS } from './screens/diagnostics';
import { focusAfterTyping, pastedInto, typedBy } from './typed-by';
import { waits } from './waits';
import type { Cancel } from '../core/ports';
import type { Pointing } from './handed';
import type { Act, Local, Page, Picture, PressPart, Typing } from './page';

/** Draws the picture of the session's state and turns keys and pointer into acts. It keeps no facts. */
export class App extends Lightning.Component {
  private _picture: Picture | null = null;
  private _brush: Brush = brushFor(DEFAULT_SETTINGS, false);
  private _told: Told = NOTHING_TOLD;
  private _tick: Cancel | null = null;
  private _ears: readonly Cancel[] = [];
  private _bornAt = 0;
  private _touchedAt = 0;
  /** Whether the page itself is another one when the focus moves: a list that scrolls, a note beside what is lit. */
  private _followsFocus = false;

  static getFonts(): FontFaceDefinition[] {
    return [
      { family: FONT, url: 'static/fonts/atkinson-400.woff2' },
      { family: FONT, url: 'static/fonts/atkinson-700.woff2', descriptors: { weight: '700' } }
    ];
  }

  static override _template(): object {
    return LAYERS;
  }

  override _init(): void {
    const { session, pointer, pasted, clock } = handed();
    this._bornAt = this._touchedAt = clock.now();
    this._ears = [
      session.subscribe((): void => this.show()),
      pointer((event: Pointing): void => this.point(event)),
      pasted((text: string): boolean => this._putIn((top): Typing | null => pastedInto(top, text)))
    ];
    this.show();
  }

  /** A stage that is thrown away takes no ear and no timer with it. */
  override _detach(): void {
    this._ears.forEach((cancel: Cancel): void => cancel());
    this._stopTick();
  }

  override _firstActive(): void {
    this.stage.once('frameEnd', handed().onFirstPicture);
  }

  /** Draws what is true now. What has not changed is not drawn again, and nothing is while nobody can see it. */
  show(): void {
    const { session } = handed();
    const state = session.state;
    this._stopTick();
    this.visible = state.device.visible;
    if (!this.visible) {
      this._freeAll();
      return;
    }
    const sight = sightOf(state);
    this._followsFocus = false;
    const picture = pictureOr(state, (name): Local => this._watched(localOf(name)), sight);
    const last = this._picture;
    this._keepFocus(picture, state.auth.kind);
    this._picture = picture;
    this._brush = brushFor(state.settings.values, sight.texts.rtl);
    this._drawPicture(picture);
    drawStrip(this, state, sight, this._brush);
    enterPage(this, last, picture, state.settings.values.calm, this._brush);
    handed().onLanguage(sight.texts.language, sight.texts.rtl);
    this._drawStill();
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

  /** The long key of a keyboard is OK, and a space in a name. */
  override _handleEnter(event?: KeyboardEvent): void {
    const top = this._top();
    if (event !== undefined && event.keyCode === SPACE && top !== null && top.anySign) {
      this._handleKey(event);
      return;
    }
    this._press(top === null ? null : pressBy(top, localOf(top.name).focus));
  }

  /** Where something was typed, the Back key of a keyboard takes back a sign first. */
  override _handleBack(event?: KeyboardEvent): void {
    const top = this._top();
    const erases =
      event !== undefined && event.keyCode === BACKSPACE && top !== null && localOf(top.name).typed !== '';
    this._touch();
    this.act(erases ? { type: 'erase' } : { type: 'cancel' });
  }

  /** Letters and digits of a remote or a keyboard, where the page takes them. */
  override _handleKey(event: KeyboardEvent): boolean {
    return this._putIn((top): Typing | null => typedBy(event, top.types, top.anySign));
  }

  private _putIn(typed: (top: Page) => Typing | null): boolean {
    const top = this._top();
    const act = top === null ? null : typed(top);
    this._touch();
    if (act !== null && top !== null) {
      this.act(act);
      this._focusOn(focusAfterTyping(act, top, localOf(top.name).focus));
    } else {
      this._hurry();
    }
    return act !== null;
  }

  /** A press was acted on: the session is told, or what was typed changes. */
  act(act: Act): void {
    const top = this._top();
    if (!isTyping(act)) {
      handed().session.send(act);
    } else if (top !== null) {
      keep(top.name, reduceLocal(localOf(top.name), act));
      this.show();
    }
  }

  /** A pointer moves the one focus there is, and presses what lies under it. */
  point(event: Pointing): void {
    const top = this._top();
    const press = top === null ? null : pressAt(top, event.x * SCREEN.w, event.y * SCREEN.h);
    this._touch();
    if (event.type === 'wheel') {
      this._move(event.down ? 'down' : 'up');
    } else if (press !== null) {
      this._focusOn(press.id);
      if (event.type === 'press') {
        this._press(press);
      }
    }
  }

  private _top(): Page | null {
    return this._picture === null ? null : topOf(this._picture);
  }

  /** What it does is settled before the hurry, which may change the page below it. Who leaves is in no hurry. */
  private _press(press: PressPart | null): void {
    this._touch();
    if (press === null || press.act.type !== 'cancel') {
      this._hurry();
    }
    if (press !== null) {
      this.act(press.act);
    }
  }

  private _move(direction: Direction): void {
    const top = this._top();
    this._touch();
    if (top !== null) {
      this._focusOn(moveFocus(top, localOf(top.name).focus, direction));
    }
    this._hurry();
  }

  private _focusOn(id: string): void {
    const top = this._top();
    if (top !== null && localOf(top.name).focus !== id) {
      keep(top.name, { ...localOf(top.name), focus: id });
      return this._picture === null || this._followsFocus ? this.show() : this._drawPicture(this._picture);
    }
  }

  /** Somebody is here: what waits is tried at once. */
  private _hurry(): void {
    const { session } = handed();
    if (waits(session.state)) {
      session.send({ type: 'nudge' });
    }
  }

  /** A touch gives the light back, and does what it does anyway. */
  private _touch(): void {
    this._touchedAt = handed().clock.now();
    if (this.tag('Night').alpha !== 0) {
      this.show();
    }
  }

  private _keepFocus(picture: Picture, auth: string): void {
    const last = this._picture;
    const { kept } = handed();
    kept.memory = memoryAfter(kept.memory, picture, auth);
    [picture.ground, picture.over].forEach((page: Page | null): void => {
      if (page !== null) {
        const local = localOf(page.name);
        const was = last === null ? null : pressBy(topOf(last), local.focus);
        keep(page.name, { ...local, focus: focusAfter(page, local.focus, was) });
      }
    });
  }

  /** What there is of the picture, with what is lit now. */
  private _drawPicture(picture: Picture): void {
    drawLayers(this, picture, localOf(topOf(picture).name).focus, this._brush);
    this._tell(picture);
    handed().wake();
  }

  private _watched({ focus, typed }: Local): Local {
    const onRead = (): string => {
      this._followsFocus = true;
      return focus;
    };
    return {
      typed,
      get focus(): string {
        return onRead();
      }
    };
  }

  /** Out of sight, every texture goes; they are drawn anew when somebody looks again. */
  private _freeAll(): void {
    freeUnseen(this.stage);
    if (this._picture === null) {
      handed().onFirstPicture();
    }
  }

  private _drawStill(): void {
    const now = handed().clock.now();
    const { x, y, dark } = stillnessAt(now - this._bornAt, now - this._touchedAt);
    this.patch({ x, y, Night: { alpha: dark } });
  }

  private _tell(picture: Picture): void {
    const top = topOf(picture);
    const told = toldOf(top, localOf(top.name).focus);
    const news = newsIn(this._told, told);
    this._told = told;
    if (news !== '') {
      handed().voice.say(news);
    }
  }

  private _stopTick(): void {
    if (this._tick !== null) {
      this._tick();
      this._tick = null;
    }
  }

  private _waitFor(picture: Picture): void {
    const { clock, debug } = handed();
    const now = clock.now();
    const changes = debug ? FRESH_MS : soonestIn(picture);
    const stands = stillForMs(now - this._bornAt, now - this._touchedAt);
    const ms = changes === null ? stands : Math.min(changes, stands);
    this._tick = clock.after(ms, (): void => this.show());
  }

  private _sendComplete(top: Page): void {
    if (top.complete !== null) {
      keep(top.name, { ...localOf(top.name), typed: '' });
      handed().session.send(top.complete);
    }
  }
}

const [BACKSPACE, SPACE] = [8, 32];
