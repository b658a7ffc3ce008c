import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { IStores } from '../stores/ports';
import type { IMeters } from '../world';

export type Meters = { readonly meters: IMeters; readonly registry: Registry };

const SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];

function counterIn(registry: Registry, name: string, help: string, labelNames: readonly string[]): Counter {
  return new Counter({ name: `couchkey_${name}`, help, labelNames: [...labelNames], registers: [registry] });
}

function watchPins(registry: Registry, { pins }: IStores): void {
  new Gauge({
    name: 'couchkey_codes',
    help: 'Codes that wait for the upstream budget (queued) or for a phone (waiting)',
    labelNames: ['state'],
    registers: [registry],
    async collect(): Promise<void> {
      const { queued, waiting } = await pins.counts();
      this.set({ state: 'queued' }, queued);
      this.set({ state: 'waiting' }, waiting);
    }
  });
}

/** What Prometheus reads. A label is a word of ours, never something a caller sent. */
export function openMeters(stores: IStores): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  watchPins(registry, stores);
  const signIns = counterIn(registry, 'sign_ins_total', 'Sign-ins by outcome', ['provider', 'outcome']);
  const refreshes = counterIn(registry, 'refreshes_total', 'Refresh tokens by outcome', ['outcome']);
  const storeErrors = counterIn(registry, 'store_errors_total', 'Trouble of the store', ['code']);
  const unusual = counterIn(registry, 'unusual_total', 'Sign-ins that look unusual', ['event']);
  const upstream = new Histogram({
    name: 'couchkey_upstream_seconds',
    help: 'How long services and servers took to answer',
    labelNames: ['host', 'outcome'],
    buckets: SECONDS,
    registers: [registry]
  });
  return {
    registry,
    meters: {
      signIn: (provider, outcome) => signIns.inc({ provider, outcome }),
      upstream: (host, outcome, ms) => upstream.observe({ host, outcome }, ms / 1000),
      refresh: (outcome) => refreshes.inc({ outcome }),
      storeError: (code) => storeErrors.inc({ code }),
      unusual: (event) => unusual.inc({ event })
    }
  };
}
