import {
  GatewayProvider,
  GatewayServers,
  newGatewayMemory,
  type GatewayContext
} from '../../src/modules/gateway';
import { BONDS } from '../../src/gateway/secrets/bonds';
import { grantIn } from '../../src/gateway/upstream/grant';
import { openText } from '../../src/gateway/upstream/sealed-text';
import { browserHttp, type BrowserHttp } from './browser-http';
import { testGateway, type Environment, type TestGateway } from './gateway-world';
import { memoryVault, type MemoryVault } from './memory-vault';
import { newPlexMemory } from '../../src/modules/plex/auth';
import { realClock } from './real-clock';
import type { ProviderId } from '../../src/core/model/config';
import type { Simulator } from '../simulator/start';
import type { ProviderWorld } from './provider-worlds';

/** What points a gateway at the simulator, and lets a test ask faster than people do. */
export function towards(sim: Simulator): { readonly [name: string]: string } {
  return {
    COUCHKEY_PLEX_URL: sim.urls.plex,
    COUCHKEY_LINK_BASE: sim.urls.plex,
    COUCHKEY_TMDB_API_KEY: sim.tmdb.apiKey,
    COUCHKEY_TMDB_API_URL: sim.urls.tmdb,
    COUCHKEY_TMDB_SITE_URL: sim.urls.tmdb,
    COUCHKEY_LOOPBACK_SERVERS: 'true',
    COUCHKEY_GDM: 'false',
    COUCHKEY_LIMIT_STRANGER: '1000',
    COUCHKEY_LIMIT_USER: '1000'
  };
}

/** A screen in code before a gateway: the kiosk's own module, and a browser's cookies or a packaged app's tokens. */
export type GatewayScreen = {
  readonly context: GatewayContext;
  readonly http: BrowserHttp;
  readonly vault: MemoryVault;
  provider(id?: ProviderId): GatewayProvider;
  servers(): GatewayServers;
  /** The power is cut: cookies and vault are what is left. */
  restart(): GatewayScreen;
};

export function screenAt(
  url: string,
  http = browserHttp(),
  vault = memoryVault(),
  byToken = false
): GatewayScreen {
  const context: GatewayContext = {
    ports: { http, vault, clock: realClock() },
    config: { url, screenName: '', byToken },
    memory: newGatewayMemory(),
    onFacts: () => undefined
  };
  return {
    context,
    http,
    vault,
    provider: (id = 'plex') => new GatewayProvider(id, context, () => true),
    servers: () => new GatewayServers(context),
    restart: () => screenAt(url, byToken ? browserHttp() : http, vault, byToken)
  };
}

async function secretsOf({ world }: TestGateway): Promise<readonly string[]> {
  const { stores, keys } = world.house;
  const [user] = (await stores.users.list(1, null)).items;
  const kept = await stores.accounts.read(user?.id ?? '', 'tmdb.grant');
  const text = kept === null ? '' : openText(keys, BONDS.account(user?.id ?? '', 'tmdb.grant'), kept.sealed);
  const record = JSON.parse(grantIn(text).signIn || '{}');
  return [record.sessionId, record.accessToken].filter((each) => typeof each === 'string');
}

/** Signing in by way of a gateway, as one world more of the contract. */
export async function gatewayWorld(
  sim: Simulator,
  id: ProviderId,
  environment: Environment = {},
  byToken = false
): Promise<ProviderWorld> {
  const gateway = await testGateway({ ...towards(sim), ...environment });
  const screen = screenAt(gateway.url, browserHttp(), memoryVault(), byToken);
  const requestToken = (link: string): string => {
    const { searchParams, pathname } = new URL(link);
    return searchParams.get('request_token') ?? pathname.split('/').pop() ?? '';
  };
  const pinOf = (text: string) => sim.plex.pins().find((pin) => pin.code === text);
  return {
    name: `${id} by the gateway${byToken ? ' as an app' : ''}`,
    vault: screen.vault,
    memory: newPlexMemory(),
    record: '',
    routes: { code: 'pins.create', check: 'pins.poll', account: id === 'plex' ? 'user' : 'v3.account' },
    provider: () => screen.provider(id),
    approve: ({ text, link }) => {
      if (id === 'tmdb') return sim.phone.approveTmdb(requestToken(link));
      const said = sim.phone.twoFactor(text, 'theo');
      if (!said.ok) throw new Error(said.reason);
    },
    kill: ({ text, link }) =>
      void (id === 'tmdb' ? sim.phone.denyTmdb(requestToken(link)) : sim.plex.killPin(pinOf(text)?.id ?? '')),
    revoke: async () => {
      if (id === 'plex') return void sim.plex.signOutEverywhere('theo');
      (await secretsOf(gateway)).forEach((each) => void sim.tmdb.revoke(each));
    },
    close: () => gateway.stop()
  };
}
