/** What ships inside the app, whose it is, and on what terms. Names only: the full texts lie beside the app. */
export const NOTICES: readonly string[] = [
  'Couchkey · the Couchkey authors · Apache-2.0',
  'Lightning · Metrological, RDK Management · Apache-2.0',
  'Atkinson Hyperlegible · Braille Institute · OFL-1.1',
  'swc helpers · the swc authors · Apache-2.0',
  'eventemitter3 · Arnout Kazemier · MIT',
  'idb-keyval · Jake Archibald · Apache-2.0',
  'uqr · Anthony Fu, Project Nayuki · MIT',
  '@stablelib/ed25519 · Dmitry Chestnykh · MIT'
];
