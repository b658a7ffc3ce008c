import './polyfills';
import { Launch, Lightning, type PlatformSettings } from '@lightningjs/sdk';
import { composeWorld, type ServiceSettings, type World } from './compose';
import { reportStarted, setLanguage } from './platform/boot';
import { loadFonts } from './platform/fonts';
import { followSight } from './platform/follow-sight';
import { createFrames } from './platform/frames';
import { pageSettings } from './platform/page-settings';
import { fitStage, releaseCanvas } from './platform/renderer';
import { swapCanvas, watchCanvas } from './platform/watch-canvas';
import { App } from './ui/app';
import { drawOn, isDueOn, mendLeaving } from './ui/drawing';
import { NO_MEMORY } from './ui/local';
import { COLORS, fontOf, SCREEN } from './ui/theme';
import type { KeyTable } from './platform/keys';
import type { Handed } from './ui/handed';
import type { Report } from './ui/sight';

mendLeaving(Lightning.Element.prototype);

/** Where nothing is known by then, the app says so itself. */
const HOLD_MS = 1500;

export type AppSettings = Lightning.Application.Options & { readonly services?: ServiceSettings };

/** The function that `lng` and webpack's entry both call: it starts the session, the stage and the app on it. */
export default function start(
  appSettings: AppSettings,
  platformSettings: PlatformSettings
): Lightning.Application {
  const world = composeWorld({ ...appSettings.services, ...(pageSettings() as ServiceSettings) });
  world.session.start();
  const { keys, mender, report } = world;
  const handed = handedBy(world);
  const { onStuck } = mender;
  const plan = { appSettings, platformSettings, keys, handed, report, holdMs: HOLD_MS, onStuck };
  const raised = raiseStage(plan);
  mender.onBroken(raised.renew);
  return raised.app();
}

export type StagePlan = {
  readonly appSettings: AppSettings;
  readonly platformSettings: PlatformSettings;
  readonly keys: KeyTable;
  readonly handed: Omit<Handed, 'wake' | 'report'>;
  readonly report: (textureBytes: number) => Report;
  /** How long the page's own first picture stands in for one that says no more than it. */
  readonly holdMs: number;
  /** No frame comes any more. */
  readonly onStuck: () => void;
};
/** `app`: the one that runs now. */
export type Raised = { readonly app: () => Lightning.Application; readonly renew: () => void };
type Stage = { readonly app: Lightning.Application; readonly canvas: HTMLCanvasElement; lower(): void };

/**
 * Makes a stage and the app on it. It is made anew where the GPU lost it, the window changed or an error tore it: the
 * session goes on, and what was focused and typed is kept.
 */
export function raiseStage(plan: StagePlan): Raised {
  let stage = raiseOnce(plan, renew);
  function renew(): void {
    const old = stage;
    old.lower();
    stage = raiseOnce({ ...plan, holdMs: 0 }, renew);
    swapCanvas(old.canvas, stage.canvas);
  }
  return { app: (): Lightning.Application => stage.app, renew };
}

function raiseOnce(
  { appSettings, platformSettings, keys, handed, report, holdMs, onStuck }: StagePlan,
  renew: () => void
): Stage {
  const own = { autostart: false, pauseRafLoopOnIdle: false, clearColor: COLORS.ground };
  const stage = { ...appSettings.stage, ...fitStage(SCREEN), ...own };
  const app = Launch(
    App,
    { ...appSettings, keys: { ...keys }, stage },
    { ...platformSettings, fontLoader: loadFonts },
    {
      ...handed,
      wake: (): void => frames.wake(),
      report: (): Report => report(4 * app.stage.usedMemory)
    }
  );
  const drawing = { draw: (): boolean => drawOn(app.stage), isDue: (): boolean => isDueOn(app.stage) };
  const frames = createFrames(drawing, onStuck);
  const canvas = app.stage.getCanvas();
  const unwatch = watchCanvas(canvas, SCREEN, handed.clock.after, renew);
  const unfollow = followSight(handed, { holdMs, frames });
  return {
    app,
    canvas,
    lower: (): void => {
      unwatch();
      unfollow();
      frames.pause();
      destroyApp(app);
      releaseCanvas(canvas);
    }
  };
}

/** What an error tore may not let itself be taken down: it is left where it is. */
function destroyApp(app: Lightning.Application): void {
  try {
    app.destroy();
  } catch (_torn) {
    return;
  }
}

/** What the screens get of the world. */
function handedBy(world: World): StagePlan['handed'] {
  const { session, clock, build, debug, ruler, pointer, pasted, language, voice, mender, onFirstPicture } =
    world;
  return {
    session,
    clock,
    measure: (text, pixels, bold): number => ruler(text, fontOf(pixels, bold)),
    voice,
    pointer,
    pasted,
    debug,
    language,
    version: build.version,
    kept: { memory: NO_MEMORY },
    onLanguage: setLanguage,
    onFirstPicture: (): void => {
      reportStarted();
      onFirstPicture();
    },
    onBug: mender.onBug
  };
}
