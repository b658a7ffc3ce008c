import './polyfills';
import settings from '../settings.json';
import start, { type AppSettings } from './index';
import { claimPage, showCanvas } from './platform/boot';

if (claimPage()) {
  const app = start(settings.appSettings as unknown as AppSettings, settings.platformSettings);
  showCanvas(app.stage.getCanvas());
}
