'use strict';

const talk = require('./talk.cjs');

const reach = (url) =>
  globalThis.fetch(url).then(
    () => 'reached',
    (error) => error.cause.code
  );

// Not a client of anybody's: it looks whether the preload lets anything out.
talk.run(async () => ({
  elsewhere: await reach('https://elsewhere.invalid/'),
  bareAddress: await reach('http://192.0.2.77:32400/'),
  remotePlexDirect: await reach('https://192-0-2-77.0123456789abcdef0123456789abcdef.plex.direct:32400/'),
  plexTv: await reach('https://plex.tv/api/v2/ping')
}));
