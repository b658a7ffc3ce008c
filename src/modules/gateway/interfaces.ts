import type { Config } from '../../core/model/config';
import type { Ports } from '../../core/ports';

/** `url`: where the page came from, without a slash at its end, so that a path before the gateway's own is no matter. */
export type GatewayConfig = {
  readonly url: string;
  /** What the operator calls this screen; the list of sessions shows it. */
  readonly screenName: string;
  /** A packaged app is of another origin than its gateway: it has tokens where a page has cookies. */
  readonly byToken: boolean;
};

/** What GET /api/session says: which services, what the screen is for, and what may be done from it. */
export type GatewayFacts = {
  readonly buildId: string;
  readonly signedIn: boolean;
  readonly config: Partial<Config>;
};

/** What no effect may lose and nothing may write down. Made once. */
export type GatewayMemory = {
  /** Proves that our own page asks, or is an app's access token. Null until the session has been asked for. */
  pass: string | null;
  /** Whether the gateway said that nobody is signed in here any more. */
  isOut: boolean;
  /** The code that was looked at last. Two in turn are looked at briefly, one alone is waited for. */
  looked: string;
  leaving: Promise<void> | null;
};

export type GatewayContext = {
  readonly ports: Ports;
  readonly config: GatewayConfig;
  readonly memory: GatewayMemory;
  readonly onFacts: (facts: GatewayFacts) => void;
};

/** A memory that knows of nothing yet. */
export function newGatewayMemory(): GatewayMemory {
  return { pass: null, isOut: false, looked: '', leaving: null };
}
