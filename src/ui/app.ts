import { AppData, Lightning, type FontFaceDefinition } from '@lightningjs/sdk';
import { secretOf } from '../core/model/secret';
import { Button } from './components/button';
import { Qr } from './components/qr';
import { noticeFor, type Choice, type Notice } from './notice-for';
import { COLORS, FONT, FONT_BOLD, SAFE } from './theme';
import type { Intent } from '../core/model/message';
import type { SessionState } from '../core/model/session-state';

/** The half of the session that a screen needs: what is true now, and where intents go. */
export interface IStage {
  readonly state: SessionState;
  send(intent: Intent): void;
  subscribe(listener: (state: SessionState) => void): () => void;
}

/** What the entry hands in through Lightning's application data. */
export type Handed = { readonly session: IStage; readonly onFirstPicture?: () => void };

const BUTTON_STEP = 112;
const PIN_LENGTH = 4;

/** One plain screen that draws what `noticeFor` says. The screens to come take its place one by one. */
export class App extends Lightning.Component {
  private _drawn: Notice | null = null;
  private _at = 0;
  private _typed = '';

  static getFonts(): FontFaceDefinition[] {
    return [
      { family: FONT, url: 'static/fonts/atkinson-400.woff2' },
      { family: FONT_BOLD, url: 'static/fonts/atkinson-700.woff2' }
    ];
  }

  static override _template(): object {
    return {
      Ground: { rect: true, w: 1920, h: 1080, color: COLORS.ground },
      Mark: {
        x: SAFE.x,
        y: 74,
        texture: Lightning.Tools.getRoundRect(22, 22, 6, 0, COLORS.accent, true, COLORS.accent)
      },
      Name: { x: 134, y: 60, text: { fontFace: FONT_BOLD, fontSize: 36, textColor: COLORS.text } },
      Title: { x: SAFE.x, y: 190, text: { fontFace: FONT_BOLD, fontSize: 64, textColor: COLORS.text } },
      Code: {
        x: SAFE.x,
        y: 300,
        text: { fontFace: FONT_BOLD, fontSize: 180, letterSpacing: 40, textColor: COLORS.text }
      },
      Words: {
        x: SAFE.x,
        text: { fontFace: FONT, fontSize: 40, lineHeight: 60, wordWrapWidth: 960, textColor: COLORS.quiet }
      },
      Choices: { x: SAFE.x },
      Picture: { type: Qr, x: 1920 - SAFE.x, y: 248, mountX: 1 },
      Corner: {
        x: 1920 - SAFE.x,
        y: 74,
        mountX: 1,
        text: { fontFace: FONT, fontSize: 32, textColor: COLORS.quiet }
      }
    };
  }

  override _init(): void {
    this.tag('Name').text.text = 'Couchkey';
    const { session } = AppData as Handed;
    session.subscribe((state: SessionState): void => this.show(state));
    this.show(session.state);
  }

  override _firstActive(): void {
    const { onFirstPicture } = AppData as Handed;
    if (onFirstPicture !== undefined) {
      this.stage.once('frameEnd', onFirstPicture);
    }
  }

  /** Draws a state. The same state draws nothing. */
  show(state: SessionState): void {
    const notice = noticeFor(state);
    if (JSON.stringify(notice) === JSON.stringify(this._drawn)) {
      return;
    }
    if (this._drawn === null || notice.title !== this._drawn.title) {
      this._at = 0;
      this._typed = '';
    }
    this._drawn = notice;
    this._drawNotice(notice);
  }

  override _getFocused(): Lightning.Component {
    const chosen = this.tag('Choices').children[this._at];
    return chosen === undefined ? this : (chosen as Lightning.Component);
  }

  override _handleUp(): void {
    this._moveTo(this._at - 1);
  }

  override _handleDown(): void {
    this._moveTo(this._at + 1);
  }

  override _handleBack(): void {
    (AppData as Handed).session.send({ type: 'cancel' });
  }

  /** Digits of a remote or a keyboard, while a PIN is asked for. */
  override _handleKey(event: KeyboardEvent): boolean {
    const digit = digitOf(event.keyCode);
    if (digit === null || this._drawn === null || !this._drawn.hidesTyping) {
      return false;
    }
    this._typed += digit;
    this._drawTyped();
    return true;
  }

  /** The focused button was pressed. */
  sendChoice(): void {
    const choice = this._drawn === null ? undefined : this._drawn.choices[this._at];
    if (choice !== undefined) {
      (AppData as Handed).session.send(choice.intent);
    }
  }

  private _drawNotice(notice: Notice): void {
    this.tag('Title').text.text = notice.title;
    this.tag('Words').patch({
      y: notice.code === '' && !notice.hidesTyping ? 300 : 560,
      text: { text: notice.words }
    });
    this.tag('Picture').link = notice.link;
    this.tag('Corner').text.text = notice.corner;
    this.tag('Choices').patch({ y: notice.words === '' ? 320 : 540 });
    this.tag('Choices').children = notice.choices.map(buttonFor);
    this._at = Math.min(this._at, Math.max(0, notice.choices.length - 1));
    this._drawTyped();
    this._refocus();
  }

  private _drawTyped(): void {
    const notice = this._drawn as Notice;
    this.tag('Code').text.text = notice.hidesTyping ? dots(this._typed.length) : notice.code;
    if (notice.hidesTyping && this._typed.length === PIN_LENGTH) {
      const pin = secretOf(this._typed);
      this._typed = '';
      (AppData as Handed).session.send({ type: 'enterProfilePin', pin });
    }
  }

  private _moveTo(index: number): void {
    const last = (this._drawn as Notice).choices.length - 1;
    this._at = Math.max(0, Math.min(index, last));
    this._refocus();
  }
}

function buttonFor(choice: Choice, index: number): object {
  return { type: Button, y: index * BUTTON_STEP, label: choice.label, signals: { pressed: 'sendChoice' } };
}

function dots(count: number): string {
  return new Array(count + 1).join('•');
}

/** 48–57 on remotes and keyboards, 96–105 on a number pad. */
function digitOf(keyCode: number): string | null {
  const digit = keyCode >= 96 ? keyCode - 96 : keyCode - 48;
  return digit >= 0 && digit <= 9 ? String(digit) : null;
}
