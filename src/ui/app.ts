import { AppData, Lightning, type FontFaceDefinition } from '@lightningjs/sdk';
import { Button } from './components/button';
import { COLORS, FONT, FONT_BOLD, SAFE } from './theme';

/** What the entry hands in through Lightning's application data. */
export type Handed = { readonly onFirstPicture?: () => void };

const WELCOME = 'This television can draw and hear its remote. Signing in comes next.';
const HEARD = 'Your remote works. Press Back to begin again.';

/** A plain first page that proves the stage, the letters, the focus and the keys. */
export class App extends Lightning.Component {
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
      Name: { x: 134, y: 60, text: { text: 'Couchkey', fontFace: FONT_BOLD, fontSize: 36 } },
      Title: { x: SAFE.x, y: 420, text: { text: 'Ready on this screen', fontFace: FONT_BOLD, fontSize: 76 } },
      Words: { x: SAFE.x, y: 540, text: { fontFace: FONT, fontSize: 38, textColor: COLORS.quiet } },
      Try: { x: SAFE.x, y: 660, type: Button, signals: { pressed: 'sayHeard' } }
    };
  }

  override _init(): void {
    this.tag('Name').text.textColor = COLORS.text;
    this.tag('Title').text.textColor = COLORS.text;
    this.tag('Try').label = 'Try your remote';
    this._sayWelcome();
  }

  override _firstActive(): void {
    const handed: Handed | undefined = AppData;
    if (handed !== undefined && handed.onFirstPicture !== undefined) {
      this.stage.once('frameEnd', handed.onFirstPicture);
    }
  }

  override _getFocused(): Lightning.Component {
    return this.tag('Try');
  }

  /** The remote's OK arrived. */
  sayHeard(): void {
    this._paintWords(HEARD);
  }

  /** Consumed, or the SDK would close the app. */
  override _handleBack(): void {
    this._sayWelcome();
  }

  private _sayWelcome(): void {
    this._paintWords(WELCOME);
  }

  private _paintWords(words: string): void {
    this.tag('Words').text.text = words;
  }
}
