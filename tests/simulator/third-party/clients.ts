/** A client of somebody else's, taken from npm as it is, and what of it is made to run here. */
export type ThirdPartyClient = {
  readonly name: string;
  readonly version: string;
  readonly calls: readonly string[];
};

/** The evidence: which version of whose client, and which of its calls. */
export const THIRD_PARTY_CLIENTS: readonly ThirdPartyClient[] = [
  {
    name: '@ctrl/plex',
    version: '3.12.1',
    calls: [
      'MyPlexAccount.getWebLogin',
      'MyPlexAccount.webLoginCheck',
      'MyPlexAccount#connect with name and password',
      'MyPlexAccount#resources',
      'MyPlexAccount#resource',
      'MyPlexAccount#devices',
      'MyPlexResource#connect',
      'PlexServer#library',
      'Library#sections'
    ]
  },
  {
    name: 'plex-oauth',
    version: '2.2.0',
    calls: ['PlexOauth#requestHostedLoginURL', 'PlexOauth#checkForAuthToken']
  },
  {
    name: 'plex-api',
    version: '3.5.0',
    calls: [
      'PlexAPI#query at plex.tv',
      'PlexAPI#query at a media server',
      'the username and password options'
    ]
  },
  {
    name: 'plex-api-pinauth',
    version: '0.1.0',
    calls: ['getNewPin', 'checkPinForAuth', 'authenticate']
  },
  {
    name: 'plex-api-credentials',
    version: '4.0.1',
    calls: ['authenticate', 'authenticate with managedUser']
  }
];
