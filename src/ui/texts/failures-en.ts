import type { FailureCode } from '../../core/model/failure';

/** What the screen says about a failure, and what the viewer can do. Two short sentences, no blame, no jargon. */
export type FailureWords = { readonly says: string; readonly help: string };

export const FAILURES_EN: { readonly [code in FailureCode]: FailureWords } = {
  offline: {
    says: 'This TV has no network.',
    help: 'Check the cable or Wi-Fi in the TV’s settings. We go on by ourselves.'
  },
  nameNotFound: {
    says: 'The address could not be looked up.',
    help: 'Restart the router. If only your server is affected, the router may block its name (DNS rebinding).'
  },
  connectionRefused: {
    says: 'Nobody answers at that address.',
    help: 'Check that the media server is switched on.'
  },
  certificateUntrusted: {
    says: 'This TV does not trust the server’s certificate.',
    help: 'Older sets miss newer certificates. Set “Secure connections” to “Preferred” on your server.'
  },
  timeout: {
    says: 'The answer is taking too long.',
    help: 'We keep trying. A slow network often recovers by itself.'
  },
  unreachable: {
    says: 'The connection did not work.',
    help: 'Check that other apps on this TV can reach the internet.'
  },
  redirected: {
    says: 'The network wants to show its own page first.',
    help: 'Sign in to the network (hotel, guest Wi-Fi) with another device, then press Retry.'
  },
  clockWrong: {
    says: 'The TV’s clock is wrong.',
    help: 'Set date and time in the TV’s settings. We keep trying.'
  },
  busy: { says: 'The service is busy.', help: 'We wait as long as it asked us to and try again.' },
  serviceDown: { says: 'The service is in trouble.', help: 'It is not your TV. We try again by ourselves.' },
  malformedReply: {
    says: 'The service gave an answer we do not understand.',
    help: 'We try again. If it stays, update this app.'
  },
  forbidden: {
    says: 'The service does not allow this right now.',
    help: 'You stay signed in. We try again later.'
  },
  issuerRefused: { says: 'You were signed out by the service.', help: 'Sign in again with your phone.' },
  tokenExpired: { says: 'The sign-in needs to be renewed.', help: 'We do this by ourselves.' },
  tokenNotAccepted: {
    says: 'That token was not accepted.',
    help: 'Check it for missing characters, or sign in with your phone.'
  },
  profilePinWrong: { says: 'That PIN is not right.', help: 'Try again, or choose another profile.' },
  operatorKeyRefused: {
    says: 'The service refuses this app’s own key.',
    help: 'You did nothing wrong. Whoever runs this screen has to renew the key.'
  },
  jwtDowngraded: {
    says: 'The service answered with an older kind of sign-in.',
    help: 'You stay signed in. We try again.'
  },
  codeGone: { says: 'The code has run out.', help: 'A new one comes by itself.' },
  codesUsedUp: {
    says: 'We have shown several codes.',
    help: 'Press OK when you are ready, and a new one comes.'
  },
  cancelled: { says: 'Stopped.', help: 'Start again whenever you like.' },
  noServer: {
    says: 'There is no media server on this account.',
    help: 'Sign in to plex.tv on the server itself, so that it can be found.'
  },
  noRoute: {
    says: 'Your server is there, but none of its addresses answered.',
    help: 'Check that it is on and in the same network.'
  },
  serverRefused: {
    says: 'Your server refused us.',
    help: 'You stay signed in. We fetched its key again; press Retry.'
  },
  wrongMachine: {
    says: 'Another machine answers at your server’s address.',
    help: 'Nothing was sent to it. Check the address.'
  },
  badAddress: {
    says: 'That is not an address we can use.',
    help: 'Type it like 192.168.1.5 or 192.168.1.5:32400.'
  },
  serverNotOnAccount: {
    says: 'This server is not on your account.',
    help: 'Ask its owner to share it with you, or sign in with the account that has it.'
  },
  serverNeedsGateway: {
    says: 'A web page may not read a media server directly.',
    help: 'Whoever runs this screen has to start the Couchkey gateway.'
  },
  notPlexServer: {
    says: 'Something else than Plex answers at that address.',
    help: 'Check the number after the colon. A Plex server usually has 32400.'
  },
  needsHttps: {
    says: 'This server takes secure connections only.',
    help: 'Type the address with https:// in front, or choose the server from the list.'
  },
  storage: {
    says: 'This TV could not read or keep your sign-in.',
    help: 'Press Retry. Nothing was deleted.'
  },
  vaultKeyLost: {
    says: 'Your kept sign-in can no longer be opened.',
    help: 'Press Retry, or sign in again with your phone.'
  },
  bug: { says: 'Something went wrong in this app.', help: 'We try again. Please tell us the short code.' }
};
