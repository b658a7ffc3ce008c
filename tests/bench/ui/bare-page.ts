/** The least that is an app on Lightning: one text and two buttons, through the SDK, as we use it. */
import '../../../src/polyfills';
import { Launch, Lightning } from '@lightningjs/sdk';
import settings from '../../../settings.json';

const TEXT = { fontFace: 'sans-serif', fontSize: 40, wordWrap: false };
const [UNLIT, LIT] = [0xff1c212c, 0xff79dab4];

class Button extends Lightning.Component {
  static override _template(): object {
    return {
      rect: true,
      w: 300,
      h: 80,
      color: UNLIT,
      Label: { x: 30, y: 14, text: { ...TEXT, text: 'Go on' } }
    };
  }

  override _focus(): void {
    this.patch({ color: LIT });
  }

  override _unfocus(): void {
    this.patch({ color: UNLIT });
  }
}

class Bare extends Lightning.Component {
  private _at = 0;

  static override _template(): object {
    return {
      Title: { x: 100, y: 100, text: { ...TEXT, text: 'A text' } },
      First: { type: Button, x: 100, y: 300 },
      Second: { type: Button, x: 500, y: 300 }
    };
  }

  override _getFocused(): Lightning.Component {
    return this.tag(this._at === 0 ? 'First' : 'Second') as Lightning.Component;
  }

  override _handleLeft(): void {
    this._at = 0;
  }

  override _handleRight(): void {
    this._at = 1;
  }
}

const app = Launch(
  Bare,
  settings.appSettings as unknown as Lightning.Application.Options,
  settings.platformSettings
);

document.body.appendChild(app.stage.getCanvas());
const boot = (window as { couchkeyBoot?: { started: () => void } }).couchkeyBoot;
app.stage.once('frameEnd', (): void => boot && boot.started());
Object.assign(window, { benchStage: app.stage });
