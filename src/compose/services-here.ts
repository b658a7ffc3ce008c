import { readSettings, SETTINGS_RECORD } from '../core/model/settings';
import { made } from '../runner/made';
import { loadGateway } from './load-gateway';
import type { ProviderId } from '../core/model/config';
import type { Intent } from '../core/model/message';
import type { SessionState } from '../core/model/session-state';
import type { IAdmin, IProvider, IServers, Make, Ports, Services } from '../core/ports';
import type { ByGateway } from './gateway';

/** Said by the gateway in the page that it serves. */
export type GatewaySettings = { readonly url: string };

export type ServicesPlan = {
  readonly gateway: GatewaySettings | undefined;
  readonly ports: Ports;
  readonly session: () => {
    readonly state: SessionState;
    send(intent: Intent): void;
    subscribe(listener: (state: SessionState) => void): unknown;
  };
  /** What the set does by itself. */
  readonly own: Services;
  /** Begins the program anew. */
  readonly reload: () => void;
};

/** By itself, by the gateway that served the page, or by the one whose address the viewer gave. Which, is found out once. */
export function servicesHere(plan: ServicesPlan): ByGateway {
  const { gateway, ports } = plan;
  let found: Promise<ByGateway> | null = null;
  const here = (): Promise<ByGateway> => {
    found = found === null ? (gateway === undefined ? chosen(plan) : load(plan, gateway.url, true)) : found;
    found.then(undefined, (): void => void (found = null));
    return found;
  };
  const { vault } = ports;
  const provider =
    (id: ProviderId): Make<IProvider> =>
    (own: Ports): Promise<IProvider> =>
      here().then(({ services }) => made(services.providers[id], own));
  return {
    services: {
      providers: { plex: provider('plex'), tmdb: provider('tmdb') },
      servers: (own: Ports): Promise<IServers> => here().then(({ services }) => made(services.servers, own)),
      admin: (own: Ports): Promise<IAdmin> => here().then(({ services }) => made(services.admin, own))
    },
    vault: {
      read: (name) => vault.read(name),
      write: (name, text) => vault.write(name, text),
      remove: (name) => vault.remove(name),
      wipe: (scope): Promise<void> => here().then((it) => it.vault.wipe(scope))
    }
  };
}

function load(plan: ServicesPlan, url: string, isOurs: boolean): Promise<ByGateway> {
  const { ports, session } = plan;
  return loadGateway().then((byGateway) => byGateway({ url, isOurs, ports, session }));
}

function chosen(plan: ServicesPlan): Promise<ByGateway> {
  const { ports, own } = plan;
  return ports.vault.read(SETTINGS_RECORD).then((text): ByGateway | Promise<ByGateway> => {
    const { gateway } = readSettings(text);
    const here =
      gateway === '' ? { services: own, vault: ports.vault } : load(plan, withScheme(gateway), false);
    return Promise.resolve(here).then((it): ByGateway => {
      moveOnChange(plan, gateway);
      return it;
    });
  });
}

/** Typed by remote: in a house by number, beyond it by name. */
function withScheme(address: string): string {
  return /^https?:/i.test(address)
    ? address
    : (/^[\d[]|^localhost/.test(address) ? 'http://' : 'https://') + address;
}

const NOBODY: readonly string[] = ['restoring', 'signedOut', 'requestingCode', 'awaitingLink', 'resting'];

/** A sign-in lives where it was made: it ends before the set turns to another gateway, or to none. */
function moveOnChange({ session, reload }: ServicesPlan, gateway: string): void {
  session().subscribe(({ auth, settings }): void => {
    if (!settings.known || !settings.saved || settings.values.gateway === gateway) {
      return;
    }
    if (NOBODY.indexOf(auth.kind) >= 0) {
      reload();
    } else {
      session().send({ type: 'signOut' });
    }
  });
}
