import './polyfills';
import { Launch, type Lightning, type PlatformSettings } from '@lightningjs/sdk';
import { composeSession, type ServiceSettings } from './compose';
import { reportStarted } from './platform/boot';
import { loadFonts } from './platform/fonts';
import { KEYS } from './platform/keys';
import { pageSettings } from './platform/page-settings';
import { chooseRenderer } from './platform/renderer';
import { App, type Handed } from './ui/app';
import { COLORS } from './ui/theme';

export type AppSettings = Lightning.Application.Options & { readonly services?: ServiceSettings };

/** The function that `lng` and webpack's entry both call: it starts the session, the stage and the app on it. */
export default function start(
  appSettings: AppSettings,
  platformSettings: PlatformSettings
): Lightning.Application {
  const session = composeSession({ ...appSettings.services, ...(pageSettings() as ServiceSettings) });
  const handed: Handed = { session, onFirstPicture: reportStarted };
  session.start();
  const stage = { ...appSettings.stage, ...chooseRenderer(), clearColor: COLORS.ground };
  return Launch(
    App,
    { ...appSettings, keys: { ...KEYS }, stage },
    { ...platformSettings, fontLoader: loadFonts },
    handed
  );
}
