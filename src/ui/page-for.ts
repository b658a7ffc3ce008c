import { SCREEN } from './theme';
import { mirrorPage } from './mirror';
import { screenFor } from './screen-for';
import { chooseServicePage } from './screens/choose-service';
import { connectingPage } from './screens/connecting';
import { exitPage } from './screens/exit';
import { helpPage } from './screens/help';
import { startPage } from './screens/start';
import { triedPage } from './screens/tried';
import { troublePage } from './screens/trouble';
import { linkPage } from './screens/link';
import { profilesAwaitedPage, profilesPage } from './screens/profiles';
import { serversPage } from './screens/servers';
import { homePage } from './screens/home';
import { kioskTargetPage } from './screens/kiosk-target';
import { settingsPage } from './screens/settings';
import { accountMenuPage } from './screens/account-menu';
import { confirmSignOutPage } from './screens/confirm-sign-out';
import { confirmResetPage } from './screens/confirm-reset';
import { aboutPage } from './screens/about';
import { diagnosticsPage } from './screens/diagnostics';
import { libraryPage } from './screens/library';
import { languagePage } from './screens/language';
import { deviceNamePage } from './screens/device-name';
import { gatewayPage } from './screens/gateway';
import { adminPage } from './screens/admin';
import { pinPadPage } from './screens/pin-pad';
import { keyboardPage, serverTokenPage } from './screens/keyboard';
import type { SessionState } from '../core/model/session-state';
import type { Local, Page, Picture } from './page';
import type { OverlayName, ScreenName } from './screen-for';
import type { Sight } from './sight';

/** How a page is made: of the session's state, of what dies with the page, and of how it is looked at. */
export type PageMaker = (state: SessionState, local: Local, sight: Sight) => Page;

const SCREENS: { readonly [name in ScreenName]: PageMaker } = {
  start: startPage,
  chooseService: chooseServicePage,
  link: linkPage,
  profiles: profilesPage,
  profilesAwaited: profilesAwaitedPage,
  servers: serversPage,
  connecting: connectingPage,
  home: homePage,
  kioskTarget: kioskTargetPage,
  trouble: troublePage
};

const OVERLAYS: { readonly [name in Exclude<OverlayName, 'none'>]: PageMaker } = {
  exit: exitPage,
  settings: settingsPage,
  accountMenu: accountMenuPage,
  confirmSignOut: confirmSignOutPage,
  confirmReset: confirmResetPage,
  help: helpPage,
  about: aboutPage,
  diagnostics: diagnosticsPage,
  tried: triedPage,
  library: libraryPage,
  language: languagePage,
  deviceName: deviceNamePage,
  gateway: gatewayPage,
  admin: adminPage,
  adminCode: adminPage,
  adminPin: adminPage,
  adminTable: adminPage,
  adminRow: adminPage,
  confirmAdmin: adminPage,
  pinPad: pinPadPage,
  keyboard: keyboardPage,
  serverToken: serverTokenPage
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
