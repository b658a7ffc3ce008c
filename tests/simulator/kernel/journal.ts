/** One request and what became of it. `status` is null while unanswered, and for good if it never was answered. */
export type JournalEntry = {
  readonly at: number;
  readonly service: string;
  readonly route: string | null;
  readonly port: number;
  readonly secure: boolean;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number | null;
  readonly faults: readonly string[];
};

export type JournalFilter = {
  readonly service?: string;
  readonly route?: string;
  readonly method?: string;
  readonly path?: string;
};

export type OpenEntry = { settle(status: number): void };

export type Journal = {
  all(filter?: JournalFilter): readonly JournalEntry[];
  /** Every request that carried this secret anywhere: header, query, path or body. */
  sentTo(secret: string): readonly JournalEntry[];
  clear(): void;
};

export type JournalWriter = Journal & {
  write(entry: Omit<JournalEntry, 'status'>): OpenEntry;
};

function fits(entry: JournalEntry, filter: JournalFilter): boolean {
  const keys = Object.keys(filter) as (keyof JournalFilter)[];
  return keys.every((key) => filter[key] === undefined || filter[key] === entry[key]);
}

function carries(entry: JournalEntry, secret: string): boolean {
  const values = [entry.path, entry.body, ...Object.values(entry.query), ...Object.values(entry.headers)];
  return values.some((value) => value.includes(secret) || value.includes(encodeURIComponent(secret)));
}

/** Enough for any test; a soak of weeks must not fill the memory. */
const USUAL_LIMIT = 100_000;

/** Remembers requests in the order of arrival: at least the last `limit` of them. */
export function createJournal(limit = USUAL_LIMIT): JournalWriter {
  let entries: JournalEntry[] = [];
  return {
    all: (filter = {}) => entries.filter((entry) => fits(entry, filter)),
    sentTo: (secret) => entries.filter((entry) => carries(entry, secret)),
    clear: () => {
      entries = [];
    },
    write: (entry) => {
      const kept = { ...entry, status: null as number | null };
      entries.push(kept);
      if (entries.length >= 2 * limit) entries = entries.slice(-limit);
      return {
        settle: (status) => {
          kept.status = status;
        }
      };
    }
  };
}
