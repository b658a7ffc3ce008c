import {
  begin,
  dropTokens,
  GatewayAdmin,
  GatewayProvider,
  GatewayServers,
  gatewayVault,
  newGatewayMemory
} from '../modules/gateway';
import { reloadWhenNewer } from '../platform/newer-build';
import { restart } from '../platform/restarts';
import { onTouch } from '../platform/touch';
import type { ProviderId, Settings } from '../core/model/config';
import type { Intent } from '../core/model/message';
import type { SessionState } from '../core/model/session-state';
import type { IAdmin, IProvider, IServers, IVault, Make, Ports, Services } from '../core/ports';
import type { GatewayContext, GatewayFacts } from '../modules/gateway';

/** Said by the gateway in the page that it serves. */
export type GatewaySettings = { readonly url: string };

export type GatewayPlan = {
  readonly settings: GatewaySettings;
  readonly ports: Ports;
  readonly session: () => { readonly state: SessionState; send(intent: Intent): void };
};

export type ByGateway = { readonly services: Services; readonly vault: IVault };

/** A kiosk before a gateway: the same ports, and nobody's token in the browser. */
export function byGateway({ settings, ports, session }: GatewayPlan): ByGateway {
  const memory = newGatewayMemory();
  const url = absolute(settings.url);
  const values = (): Settings => session().state.settings.values;
  const context = (own: Ports): GatewayContext => ({
    ports: own,
    config: { url, screenName: values().deviceName },
    memory,
    onFacts
  });
  const told = reloadWhenNewer({
    clock: ports.clock,
    ask: (): void => void begin(context(ports)).then(undefined, (): void => undefined),
    state: (): SessionState => session().state,
    onTouch: (then): void => void onTouch(window, then),
    reload: (): void => void restart(window, ports.clock.wall())
  });
  function onFacts({ buildId, config }: GatewayFacts): void {
    told(buildId);
    session().send({ type: 'configure', config: { ...config, foreignServers: false } });
  }
  dropTokens(ports.vault);
  const remember = (): boolean => session().state.config.remember === true;
  const by =
    (id: ProviderId): Make<IProvider> =>
    (own: Ports): IProvider =>
      new GatewayProvider(id, context(own), remember);
  return {
    services: {
      providers: { plex: by('plex'), tmdb: by('tmdb') },
      servers: (own: Ports): IServers => new GatewayServers(context(own)),
      admin: (own: Ports): IAdmin => new GatewayAdmin(context(own), (to): void => window.location.assign(to))
    },
    vault: gatewayVault(ports.vault, (): GatewayContext => context(ports))
  };
}

/** Resolved as the page's own pictures are, so that a path before the gateway's own is no matter. */
function absolute(url: string): string {
  const link = document.createElement('a');
  link.href = url;
  return link.href.replace(/\/$/, '');
}
