'use strict';

const { PlexOauth } = require('plex-oauth');
const { signIn } = require('./contestant.cjs');

const CLIENT = {
  clientIdentifier: 'plex-oauth-bench',
  device: 'Bench',
  product: 'plex-oauth bench',
  version: '1',
  forwardUrl: 'http://localhost/back',
  platform: 'Web',
  urlencode: true
};

// As its documentation has it: asked every second, and whose token it is stays unasked.
signIn(async () => {
  const oauth = new PlexOauth(CLIENT);
  const [uri, pinId] = await oauth.requestHostedLoginURL();
  return { uri, code: /code=(\w+)/.exec(uri)[1], settle: () => oauth.checkForAuthToken(pinId, 1000, 20) };
});
