import './polyfills';
import { Launch, type Lightning, type PlatformSettings } from '@lightningjs/sdk';
import { composeWorld, type ServiceSettings, type World } from './compose';
import { reportStarted } from './platform/boot';
import { loadFonts } from './platform/fonts';
import { KEYS } from './platform/keys';
import { pageSettings } from './platform/page-settings';
import { chooseRenderer, precisionFor } from './platform/renderer';
import { App, type Handed } from './ui/app';
import { COLORS, FACES, FACES_BOLD, SCREEN } from './ui/theme';
import type { LogEntry } from './core/log';

export type AppSettings = Lightning.Application.Options & { readonly services?: ServiceSettings };

/** The function that `lng` and webpack's entry both call: it starts the session, the stage and the app on it. */
export default function start(
  appSettings: AppSettings,
  platformSettings: PlatformSettings
): Lightning.Application {
  const world = composeWorld({ ...appSettings.services, ...(pageSettings() as ServiceSettings) });
  world.session.start();
  const stage = {
    ...appSettings.stage,
    ...chooseRenderer(),
    ...SCREEN,
    precision: precisionFor(SCREEN.h),
    clearColor: COLORS.ground
  };
  return Launch(
    App,
    { ...appSettings, keys: { ...KEYS }, stage },
    { ...platformSettings, fontLoader: loadFonts },
    handedBy(world)
  );
}

/** What the screens get of the world. */
function handedBy({ session, clock, log, build, ruler, pointer, language }: World): Handed {
  return {
    session,
    clock,
    measure: (text, pixels, bold): number => ruler(text, pixels, bold ? FACES_BOLD : FACES),
    voice: { say: (): void => undefined },
    pointer,
    log: (): readonly string[] => log.entries().map(lineOf),
    language,
    version: build.version,
    onFirstPicture: reportStarted
  };
}

function lineOf({ at, event, facts }: LogEntry): string {
  return Math.round(at / 1000) + ' ' + event + ' ' + JSON.stringify(facts);
}
