import { parseJson, fieldsOf, textOf } from '../../../core/wire';
import { readKeptResource } from './resources';
import type { Fields } from '../../../core/wire';
import type { Grant, Owner, Resource, ServersContext } from './interfaces';

/** The record of the chosen server. Nobody else writes it. */
export const GRANT_RECORD = 'server';

/** The server that was chosen, and, if it was this person's choice, all that is needed to reach it without plex.tv. */
export type Kept = { readonly id: string; readonly grant: Grant | null };

/** The addresses that a viewer typed are few, and the newest count. */
const MAX_TYPED = 3;

/**
 * What is kept. A record that cannot be read is no reason not to look for a server: plex.tv knows them all.
 * The memory counts only beside a record: after a sign-out there is none.
 */
export function readKept(context: ServersContext, owner: Owner): Promise<Kept | null> {
  return context.ports.vault.read(GRANT_RECORD).then(
    (text): Kept | null => {
      context.memory.written = context.memory.written === text ? text : null;
      const kept = text === null ? null : parseKept(text, owner);
      const grant = kept === null ? null : memorized(context, owner, kept.id);
      return kept === null || grant === null ? kept : { id: kept.id, grant };
    },
    (): null => null
  );
}

function memorized({ memory }: ServersContext, owner: Owner, id: string): Grant | null {
  const { grant } = memory;
  return grant !== null && grant.owner === owner.key && grant.id === id ? grant : null;
}

/**
 * Remembers a server that was reached. A vault that takes nothing costs the memory, not the connection; what it has
 * taken for good is not written again with each look for a better way. The rights to all other servers are let go.
 */
export function keepGrant({ memory, ports }: ServersContext, grant: Grant, owner: Owner): Promise<void> {
  const text = writeGrant(grant, owner);
  memory.grant = owner.guarded ? grant : null;
  memory.listed = null;
  return memory.written === text
    ? Promise.resolve()
    : ports.vault.write(GRANT_RECORD, text).then(({ durable }): void => {
        memory.written = durable ? text : null;
      }, nothing);
}

/** A server as it is to be used from now on; what the viewer typed for it stays with it. */
export function grantOf(server: Resource, owner: Owner, kept: Grant | null): Grant {
  const same = kept !== null && kept.id === server.id ? kept : null;
  return {
    ...server,
    owner: owner.key,
    uri: same === null ? null : same.uri,
    typed: same === null ? [] : same.typed
  };
}

/** The same grant with an address that the viewer typed, which comes first from now on. */
export function withTyped(grant: Grant, uri: string): Grant {
  const others = grant.typed.filter((each): boolean => each !== uri);
  return { ...grant, uri, typed: [uri].concat(others).slice(0, MAX_TYPED) };
}

function parseKept(text: string, owner: Owner): Kept | null {
  const fields = fieldsOf(parseJson(text));
  const id = fields === null || fields['version'] !== 1 ? null : textOf(fields['id']);
  return fields === null || id === null ? null : { id, grant: readGrant(fields, owner) };
}

/** Another person's grant is only a hint which server to look for: its token is theirs. */
function readGrant(fields: Fields, owner: Owner): Grant | null {
  const server = fields['owner'] === owner.key ? readKeptResource(fields) : null;
  if (server === null || server.accessToken === null) {
    return null;
  }
  const typed = Array.isArray(fields['typed']) ? (fields['typed'] as unknown[]) : [];
  return {
    ...server,
    owner: owner.key,
    uri: textOf(fields['uri']),
    typed: typed.filter((each): each is string => textOf(each) !== null).slice(0, MAX_TYPED)
  };
}

/** A guarded profile's token is not written down: its PIN would guard nothing. */
function writeGrant(grant: Grant, owner: Owner): string {
  return JSON.stringify({ version: 1, ...grant, accessToken: owner.guarded ? null : grant.accessToken });
}

function nothing(): void {
  return undefined;
}
