import { DEMO_USER_IDS } from '../plex/users';
import type { MediaServerOptions } from './media-types';

const { ada, finn, mara, noor, theo } = DEMO_USER_IDS;

/** What a simulator has unless it is started with others: Ada's at home, Theo's far away and shared with her. */
export const DEMO_SERVERS: readonly MediaServerOptions[] = [
  { name: 'Living Room NAS', owner: ada, sharedWith: [finn, mara, noor], dockerBridge: true },
  {
    name: 'Harbour House',
    owner: theo,
    sharedWith: [ada],
    publicAddress: '198.51.100.7',
    publicAddressMatches: false,
    addresses: [{ kind: 'remote', protocol: 'http' }]
  }
];
