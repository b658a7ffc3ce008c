import './polyfills';
import settings from '../settings.json';
import start, { type AppSettings } from './index';
import { reportStarted, showCanvas } from './platform/boot';

const app = start(settings.appSettings as unknown as AppSettings, settings.platformSettings, {
  onFirstPicture: reportStarted
});

showCanvas(app.stage.getCanvas());
