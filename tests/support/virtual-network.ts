import { failureOf } from '../../src/core/model/failure';
import { DEFAULTS } from '../../src/modules/plex/auth';
import { userBody } from './plex-facts';
import { replyOf, type Scripted } from './scripted-http';
import { resourceBody } from './server-facts';
import type { Failure } from '../../src/core/model/failure';
import type { HttpReply, HttpRequest, IClock, IHttp, IStop } from '../../src/core/ports';

const HASH = '0123456789abcdef0123456789abcdef';
export const MACHINE = 'machine-den';
export const ACCOUNT_TOKEN = 'account-token';
/** Each way of a request, there and back. */
export const ROUND_TRIP_MS = 20;
const REFUSAL_MS = 10;
/** After which rests TCP knocks again at a door behind which nobody answers. */
const KNOCKS_MS = [1000, 2000, 4000] as const;

/** What a host does when it is not there: says so at once, or nothing at all. */
export type Absence = 'refusing' | 'silent';

/** One line of the world: an address, and what happens there. */
type Spot = 'plex' | 'den' | 'stranger' | Absence;

/** plex.tv, one media server that moves and fails, and the strangers who get the addresses it leaves. Virtual time. */
export class VirtualNetwork implements IHttp {
  /** Null: the server is on. */
  public denAway: Absence | null = null;
  public isPlexUp = true;
  /** Whether the set and the server share a network just now. */
  public isLanUp = true;
  public isWanUp = true;
  /** The set's own cable. */
  public isPluggedIn = true;
  public inFlight = 0;
  public strays: string[] = [];
  public readonly requests = { plex: 0, identity: 0, tokens: 0 };
  private _house = 1;
  private _wan = 1;
  private _token = 1;
  private _listed: object;

  constructor(private readonly _clock: IClock) {
    this._listed = this._publish();
  }

  /** What the server takes just now. */
  public get serverToken(): string {
    return `server-token-${this._token}`;
  }

  /** The server comes up at another address in the house; a stranger gets the old one. */
  public moveHouse(): void {
    this._house += 1;
    this._listed = this._publish();
  }

  /** The router gets another public address; the old one is somebody else's now. */
  public moveRouter(): void {
    this._wan += 1;
    this._listed = this._publish();
  }

  /** The server takes another token from now on, which plex.tv hands out. */
  public changeToken(): void {
    this._token += 1;
    this._listed = this._publish();
  }

  /** All that can be wrong at the network's side is over. */
  public mend(): void {
    this.denAway = null;
    this.isPlexUp = this.isLanUp = this.isWanUp = this.isPluggedIn = true;
  }

  public send(request: HttpRequest, stop?: IStop): Promise<HttpReply> {
    this._watch(request);
    this.inFlight += 1;
    return new Promise((resolve, reject) => {
      const ends: (() => void)[] = [];
      const end = (settle: () => void): void => {
        ends.splice(0).forEach((each) => each());
        this.inFlight -= 1;
        settle();
      };
      const fail = (reason: Failure) => (): void => end(() => reject(reason));
      const knock = (nth: number) => (): void => {
        const said = this._answer(request);
        const restMs = KNOCKS_MS[nth];
        if (said !== 'silent') {
          end(() => ('code' in said ? reject(said) : resolve(replyOf(said))));
        } else if (restMs !== undefined) {
          ends.push(this._clock.after(restMs, knock(nth + 1)));
        }
      };
      const awayMs = this._spotAt(request.url) === 'refusing' ? REFUSAL_MS : ROUND_TRIP_MS;
      ends.push(this._clock.after(awayMs, knock(0)));
      ends.push(this._clock.after(request.timeoutMs, fail(failureOf('timeout'))));
      if (stop !== undefined) {
        ends.push(stop.onStop(fail(failureOf('cancelled'))));
      }
    });
  }

  private _answer(request: HttpRequest): Scripted | Failure | 'silent' {
    if (!this.isPluggedIn) {
      return failureOf('offline');
    }
    switch (this._spotAt(request.url)) {
      case 'plex':
        return this._plex(request);
      case 'den':
        return this._den(request);
      case 'stranger':
        return identityOf('machine-of-a-stranger');
      case 'refusing':
        return failureOf('unreachable');
      case 'silent':
        return 'silent';
    }
  }

  private _spotAt(url: string): Spot {
    const { origin, hostname } = new URL(url);
    if (origin === DEFAULTS.plexUrl) {
      return this.isPlexUp ? 'plex' : 'silent';
    }
    const at = placeOf(hostname);
    const isOpen = at !== null && (at.place === 'lan' ? this.isLanUp : this.isWanUp);
    if (!isOpen) {
      return 'silent';
    }
    const isHers = { lan: at.last === this._house, wan: at.last === this._wan, relay: true }[at.place];
    return isHers ? (this.denAway ?? 'den') : 'stranger';
  }

  private _plex({ url, headers }: HttpRequest): Scripted {
    if (headers['X-Plex-Token'] !== ACCOUNT_TOKEN) {
      return { status: 401, body: { errors: [{ code: 1001, message: 'No', status: 401 }] } };
    }
    if (url.includes('/resources')) {
      return { body: [this._listed] };
    }
    return { body: url.includes('/ping') ? { pong: true } : userBody() };
  }

  private _den({ url, headers }: HttpRequest): Scripted {
    if (url.includes('/identity')) {
      return identityOf(MACHINE);
    }
    const isLetIn = headers['X-Plex-Token'] === this.serverToken;
    return isLetIn ? { body: LIBRARIES } : { status: 401, body: '<title>Unauthorized</title>' };
  }

  /** Who is shown what: an account's token is plex.tv's, a server's token that server's, and no address has either. */
  private _watch({ url, headers, body }: HttpRequest): void {
    const spot = this._spotAt(url);
    const shown = headers['X-Plex-Token'];
    this.requests.plex += spot === 'plex' ? 1 : 0;
    this.requests.identity += url.includes('/identity') ? 1 : 0;
    if (shown !== undefined) {
      this.requests.tokens += 1;
      const isToPlex = new URL(url).origin === DEFAULTS.plexUrl;
      const isWrong = isToPlex
        ? shown !== ACCOUNT_TOKEN
        : !/^server-token-\d+$/.test(shown) || spot === 'stranger';
      this.strays.push(...(isWrong ? [`${spot} ${url} was shown a token`] : []));
    }
    const isInTheOpen = /token-\d|account-token/.test(url + (body ?? ''));
    this.strays.push(...(isInTheOpen ? [`a token in the address or body for ${spot}`] : []));
  }

  private _publish(): object {
    const [lan, wan] = [`192.168.1.${this._house}`, `203.0.113.${this._wan}`];
    return resourceBody({
      accessToken: this.serverToken,
      connections: [
        connectionTo(lan, 32400, { local: true }),
        connectionTo(wan, 32400, {}),
        connectionTo('198.51.100.1', 8443, { relay: true })
      ]
    });
  }
}

const LIBRARIES = {
  MediaContainer: { totalSize: 7, Directory: [{ key: '1', title: 'Films', type: 'movie' }] }
};

function identityOf(machineIdentifier: string): Scripted {
  return { body: { MediaContainer: { machineIdentifier } } };
}

function connectionTo(address: string, port: number, change: object): object {
  const uri = `https://${address.replace(/\./g, '-')}.${HASH}.plex.direct:${port}`;
  return { protocol: 'https', address, port, uri, local: false, relay: false, IPv6: false, ...change };
}

/** Which part of the world an address lies in, and its last number. */
function placeOf(hostname: string): { place: 'lan' | 'wan' | 'relay'; last: number } | null {
  const [, prefix, last] = /^(192.168.1|203.0.113|198.51.100).(\d+)/.exec(hostname) ?? [];
  const place =
    prefix === undefined
      ? null
      : prefix.startsWith('192')
        ? 'lan'
        : prefix.startsWith('203')
          ? 'wan'
          : 'relay';
  return place === null ? null : { place, last: Number(last) };
}
