import './polyfills';
import { Launch, type Lightning, type PlatformSettings } from '@lightningjs/sdk';
import { loadFonts } from './platform/fonts';
import { KEYS } from './platform/keys';
import { chooseRenderer } from './platform/renderer';
import { App, type Handed } from './ui/app';
import { COLORS } from './ui/theme';

export type AppSettings = Lightning.Application.Options;

/** The function that `lng` and webpack's entry both call: it starts the stage and the app on it. */
export default function start(
  appSettings: AppSettings,
  platformSettings: PlatformSettings,
  appData?: Handed
): Lightning.Application {
  const stage = { ...appSettings.stage, ...chooseRenderer(), clearColor: COLORS.ground };
  return Launch(
    App,
    { ...appSettings, keys: { ...KEYS }, stage },
    { ...platformSettings, fontLoader: loadFonts },
    appData
  );
}
