/** The whole app as `main-tv.ts` starts it, with its stage in reach of the bench. */
import '../../../src/polyfills';
import settings from '../../../settings.json';
import start, { type AppSettings } from '../../../src/index';
import { showCanvas } from '../../../src/platform/boot';

const app = start(settings.appSettings as unknown as AppSettings, settings.platformSettings);

showCanvas(app.stage.getCanvas());
Object.assign(window, { benchStage: app.stage });
