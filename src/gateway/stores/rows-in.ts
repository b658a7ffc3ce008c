import { fieldsOf } from './fields';
import type { Fields, RawRow } from './fields';
import type {
  AccountRecord,
  AuditEntry,
  Device,
  Family,
  Pin,
  PinClaim,
  RecordName,
  Role,
  Sealed,
  Session,
  User,
  Whereabouts
} from './rows';
import type { StoreFailure } from './store-failure';

const RECORD_NAMES: readonly RecordName[] = [
  'plex.grant',
  'tmdb.grant',
  'plex.server',
  'plex.manualServers',
  'plex.fingerprints',
  'plex.profile'
];

function whereabouts(fields: Fields): Whereabouts {
  return {
    address: fields.text('address'),
    agent: fields.text('agent'),
    screenName: fields.text('screenName')
  };
}

function sessionIn(fields: Fields): Session {
  return {
    ...whereabouts(fields),
    id: fields.text('id'),
    userId: fields.optional('userId'),
    role: fields.optional('role') === null ? null : fields.oneOf<Role>('role', ['user', 'admin']),
    csrf: fields.text('csrf'),
    deviceId: fields.optional('deviceId'),
    createdAt: fields.number('createdAt'),
    lastSeenAt: fields.number('lastSeenAt'),
    expiresAt: fields.number('expiresAt'),
    notes: fields.texts('notes')
  };
}

function deviceIn(fields: Fields): Device {
  return {
    ...whereabouts(fields),
    id: fields.text('id'),
    userId: fields.text('userId'),
    createdAt: fields.number('createdAt'),
    lastUsedAt: fields.number('lastUsedAt'),
    expiresAt: fields.number('expiresAt')
  };
}

function familyIn(fields: Fields): Family {
  return {
    id: fields.text('id'),
    userId: fields.text('userId'),
    clientName: fields.text('clientName'),
    createdAt: fields.number('createdAt'),
    lastUsedAt: fields.number('lastUsedAt'),
    expiresAt: fields.number('expiresAt')
  };
}

function userIn(fields: Fields): User {
  return {
    id: fields.text('id'),
    title: fields.text('title'),
    role: fields.oneOf('role', ['user', 'admin']),
    disabled: fields.flag('disabled'),
    issuers: Object.keys(fields.texts('issuers')).sort(),
    createdAt: fields.number('createdAt')
  };
}

function recordIn(fields: Fields): AccountRecord {
  return {
    owner: fields.text('owner'),
    name: fields.oneOf('name', RECORD_NAMES),
    sealed: fields.text('sealed') as Sealed,
    version: fields.number('version'),
    dueAt: fields.optionalNumber('dueAt')
  };
}

function pinIn(fields: Fields): Pin {
  return {
    id: fields.text('id'),
    sessionId: fields.text('sessionId'),
    provider: fields.oneOf('provider', ['plex', 'tmdb']),
    state: fields.oneOf('state', ['queued', 'waiting', 'granted', 'gone']),
    upstream: fields.optional('upstream') as Sealed | null,
    grant: fields.optional('grant') as Sealed | null,
    queuedAt: fields.number('queuedAt'),
    lookedAt: fields.number('lookedAt'),
    expiresAt: fields.number('expiresAt')
  };
}

function claimIn(fields: Fields): PinClaim {
  return { pin: pinIn(fields), fence: fields.number('fence'), until: fields.number('nextAt') };
}

function auditIn(fields: Fields): AuditEntry {
  return {
    ...whereabouts(fields),
    at: fields.number('at'),
    event: fields.text('event'),
    outcome: fields.oneOf('outcome', ['ok', 'refused']),
    userId: fields.optional('userId'),
    sessionId: fields.optional('sessionId'),
    unusual: fields.flag('unusual'),
    detail: fields.text('detail')
  };
}

export type Reader<T> = (row: RawRow) => T;

export type Readers = {
  readonly session: Reader<Session>;
  readonly device: Reader<Device>;
  readonly family: Reader<Family>;
  readonly user: Reader<User>;
  readonly record: Reader<AccountRecord>;
  readonly pin: Reader<Pin>;
  readonly claim: Reader<PinClaim>;
  readonly audit: Reader<AuditEntry>;
};

/** How both stores read their rows: the fields have the same names in both. */
export function readersFor(store: StoreFailure['store']): Readers {
  const reader =
    <T>(what: string, read: (fields: Fields) => T): Reader<T> =>
    (row) =>
      read(fieldsOf(store, what, row));
  return {
    session: reader('session', sessionIn),
    device: reader('device', deviceIn),
    family: reader('family', familyIn),
    user: reader('user', userIn),
    record: reader('account', recordIn),
    pin: reader('pin', pinIn),
    claim: reader('pin', claimIn),
    audit: reader('audit', auditIn)
  };
}
