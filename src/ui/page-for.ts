import { SCREEN } from './theme';
import { mirrorPage } from './mirror';
import { screenFor } from './screen-for';
import { linkPage } from './screens/link';
import { page } from './parts';
import type { SessionState } from '../core/model/session-state';
import type { Local, Page, Picture } from './page';
import type { OverlayName, ScreenName } from './screen-for';
import type { Sight } from './sight';

/** How a page is made: of the session's state, of what dies with the page, and of how it is looked at. */
export type PageMaker = (state: SessionState, local: Local, sight: Sight) => Page;

const nothing =
  (name: Page['name']): PageMaker =>
  (): Page =>
    page(name, [], { first: '', spoken: '' });

const SCREENS: { readonly [name in ScreenName]: PageMaker } = {
  start: nothing('start'),
  chooseService: nothing('chooseService'),
  link: linkPage,
  profiles: nothing('profiles'),
  servers: nothing('servers'),
  connecting: nothing('connecting'),
  home: nothing('home'),
  kioskTarget: nothing('kioskTarget'),
  trouble: nothing('trouble')
};

const OVERLAYS: { readonly [name in Exclude<OverlayName, 'none'>]: PageMaker } = {
  exit: nothing('exit'),
  settings: nothing('settings'),
  accountMenu: nothing('accountMenu'),
  confirmSignOut: nothing('confirmSignOut'),
  confirmReset: nothing('confirmReset'),
  help: nothing('help'),
  about: nothing('about'),
  diagnostics: nothing('diagnostics'),
  tried: nothing('tried'),
  library: nothing('library'),
  language: nothing('language'),
  deviceName: nothing('deviceName'),
  gateway: nothing('gateway'),
  pinPad: nothing('pinPad'),
  keyboard: nothing('keyboard')
};

/** What dies with a page, by the name of the page. */
export type Locals = (name: Page['name']) => Local;

/** The whole picture of a state. The second reading of it, beside the questions it asks. */
export function pictureFor(state: SessionState, locals: Locals, sight: Sight): Picture {
  const { screen, overlay } = screenFor(state);
  const make = (name: Page['name'], maker: PageMaker): Page => {
    const made = maker(state, locals(name), sight);
    return sight.texts.rtl ? mirrorPage(made, SCREEN.w) : made;
  };
  return {
    ground: make(screen, SCREENS[screen]),
    over: overlay === 'none' ? null : make(overlay, OVERLAYS[overlay])
  };
}
