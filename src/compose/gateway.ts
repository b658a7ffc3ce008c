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

/** `isOurs`: it serves this page. Any other one is a packaged app's, and says only what it offers. */
export type GatewayPlan = {
  readonly url: string;
  readonly isOurs: boolean;
  readonly ports: Ports;
  readonly session: () => { readonly state: SessionState; send(intent: Intent): void };
};

export type ByGateway = { readonly services: Services; readonly vault: IVault };

/** A screen before a gateway: the same ports, and nobody's token of Plex or TMDB in the screen. */
export function byGateway(plan: GatewayPlan): ByGateway {
  const { isOurs, ports, session } = plan;
  const memory = newGatewayMemory();
  const url = absolute(plan.url);
  const values = (): Settings => session().state.settings.values;
  const context = (own: Ports): GatewayContext => ({
    ports: own,
    config: { url, screenName: values().deviceName, byToken: !isOurs },
    memory,
    onFacts
  });
  const told = isOurs ? reloadingPage(plan, () => begin(context(ports))) : nothing;
  function onFacts({ buildId, config }: GatewayFacts): void {
    told(buildId);
    const offered = isOurs ? config : offerOf(config);
    session().send({ type: 'configure', config: { ...offered, foreignServers: false } });
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

function nothing(): void {
  return;
}

/** What an operator wishes of their kiosks is no matter of a television at somebody's home. */
function offerOf({ providers }: GatewayFacts['config']): GatewayFacts['config'] {
  return providers === undefined ? {} : { providers };
}

/** Hears which build the gateway serves. */
function reloadingPage(
  { ports, session }: GatewayPlan,
  ask: () => Promise<unknown>
): (buildId: string) => void {
  return reloadWhenNewer({
    clock: ports.clock,
    ask: (): void => void ask().then(undefined, nothing),
    state: (): SessionState => session().state,
    onTouch: (then): void => void onTouch(window, then),
    reload: (): void => void restart(window, ports.clock.wall())
  });
}

/** Resolved as the page's own pictures are, so that a path before the gateway's own is no matter. */
function absolute(url: string): string {
  const link = document.createElement('a');
  link.href = url;
  return link.href.replace(/\/$/, '');
}
