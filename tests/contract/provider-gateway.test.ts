// promises: T1 B2
/** The same promises, kept by way of a gateway over real HTTP. */
import { providerSuite } from './provider/provider.suite';
import { gatewayWorld } from '../support/gateway-provider-world';

// A gateway looks at a code every two seconds.
jest.setTimeout(60_000);

describe('Plex by way of the gateway', () => {
  providerSuite((sim) => gatewayWorld(sim, 'plex'));
});

describe('Plex by way of the gateway, by the tokens of a packaged app', () => {
  providerSuite((sim) => gatewayWorld(sim, 'plex', {}, true));
});

describe('TMDB v3 by way of the gateway', () => {
  providerSuite((sim) => gatewayWorld(sim, 'tmdb'));
});

describe('TMDB v4 by way of the gateway', () => {
  providerSuite((sim) =>
    gatewayWorld(sim, 'tmdb', {
      COUCHKEY_TMDB_API_KEY: '',
      COUCHKEY_TMDB_READ_TOKEN: sim.tmdb.readToken,
      COUCHKEY_TMDB_VERSION: '4'
    })
  );
});
