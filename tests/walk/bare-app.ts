import { AppData } from '@lightningjs/sdk';
import { App } from '../../src/ui/app';
import { pressesOn, topOf } from '../../src/ui/focus';
import { localOf, type Handed } from '../../src/ui/handed';
import type { Page, Picture } from '../../src/ui/page';
import type { BareStage } from './bare-stage';

/** What a remote, a keyboard or a pointer can do to the app. */
export type Push =
  | { readonly kind: 'key'; readonly name: 'Left' | 'Right' | 'Up' | 'Down' | 'Enter' | 'Back' }
  | { readonly kind: 'type'; readonly keyCode: number; readonly key: string }
  | {
      readonly kind: 'point';
      readonly type: 'move' | 'press' | 'wheel';
      readonly x: number;
      readonly y: number;
    };

type Handlers = {
  readonly _picture: Picture | null;
  _init(): void;
  _detach(): void;
  _handleBack(event: { readonly keyCode: number }): void;
  _handleKey(event: { readonly keyCode: number; readonly key: string }): boolean;
} & { [name in '_handleLeft' | '_handleRight' | '_handleUp' | '_handleDown' | '_handleEnter']: () => void };

export type BareApp = {
  /** Nothing is drawn before somebody can see it. */
  readonly isDrawn: () => boolean;
  /** The page that hears keys, and which of its presses is lit. */
  readonly top: () => { readonly page: Page; readonly ids: readonly string[]; readonly lit: string };
  /** How many acts came of it. */
  readonly push: (push: Push) => number;
  readonly close: () => void;
};

/** The real app on a stage that draws nothing. */
export function raiseBare(handed: Handed): BareApp {
  Object.assign(AppData as object, handed);
  const app = new App(undefined as never) as unknown as Handlers &
    BareStage & { act: (act: unknown) => void };
  let acts = 0;
  const act = app.act.bind(app);
  app.act = (what) => {
    acts += 1;
    act(what);
  };
  app._init();
  const top = (): Page => topOf(app._picture as Picture);
  return {
    isDrawn: () => app.visible && app._picture !== null,
    top: () => {
      const page = top();
      return { page, ids: pressesOn(page).map(({ id }) => id), lit: localOf(page.name).focus };
    },
    push: (push) => {
      acts = 0;
      pushOn(app, push);
      return acts;
    },
    close: () => app._detach()
  };
}

function pushOn(app: Handlers, push: Push): void {
  switch (push.kind) {
    case 'key':
      return push.name === 'Back' ? app._handleBack({ keyCode: 10009 }) : app[`_handle${push.name}`]();
    case 'type':
      return void app._handleKey(push);
    case 'point':
      return (app as unknown as App).point({ ...push, down: push.y > 0.5 });
  }
}
