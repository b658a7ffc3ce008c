import type { IVault, Written } from '../../core/ports';
import { classOf, takes } from '../../core/vault/records';
import { BONDS } from '../secrets/bonds';
import type { House } from '../house/open-house';
import type { AccountRecord, ProviderId, RecordName } from '../stores/rows';
import { clientIdOf } from './client-id';
import { grantIn, grantText } from './grant';
import type { UserGrant } from './grant';
import type { INotes } from './notes';
import { halvesOf, joined, secretIn } from './screen-record';
import { closeText, openText } from './sealed-text';

/** Records of a user; all others belong to the screen. */
const ACCOUNTS: { readonly [name: string]: RecordName } = {
  'plex.signIn': 'plex.grant',
  'tmdb.signIn': 'tmdb.grant'
};

const PROFILE = 'plex.profile';
const NOTES: readonly string[] = ['server', 'plex.insecureLan', 'plex.profiles'];
const DURABLE: Written = { durable: true };
const LOST: Written = { durable: false };

/** Every note that belongs to whoever is signed in on a screen, and goes when somebody else signs in there. */
export const PERSONAL_NOTES: readonly string[] = [PROFILE, ...NOTES];

/** In which record of a user a provider's sign-in is. */
export const grantNameOf = (provider: ProviderId): RecordName => `${provider}.grant`;

/**
 * The vault of somebody who is signed in at the gateway: the sign-in is the user's, what is open and chosen is the
 * screen's, the client identifier is the one under which the sign-in was made. A StoreFailure passes through as it is.
 */
export function sessionVault(house: House, userId: string, notes: INotes): IVault {
  const accounts = accountsOf(house, userId);
  return {
    read: (name) => readFrom(house, accounts, notes, name),
    write: (name, text) => writeTo(accounts, notes, name, text),
    remove: (name) => removeFrom(accounts, notes, name),
    wipe: async (scope) => {
      for (const name of [...Object.keys(ACCOUNTS), ...NOTES].filter((each) => takes(scope, classOf(each)))) {
        await removeFrom(accounts, notes, name);
      }
    }
  };
}

async function readFrom(
  house: House,
  accounts: Accounts,
  notes: INotes,
  name: string
): Promise<string | null> {
  if (name === 'clientId') {
    return (await accounts.read('plex.grant'))?.grant.clientId ?? clientIdOf(house.stores);
  }
  const record = ACCOUNTS[name];
  if (record === undefined) {
    return NOTES.includes(name) ? notes.read(name) : null;
  }
  const kept = await accounts.read(record);
  return kept === null || name !== 'plex.signIn'
    ? (kept?.grant.signIn ?? null)
    : joined(kept.grant.signIn, notes.read(PROFILE));
}

async function writeTo(accounts: Accounts, notes: INotes, name: string, text: string): Promise<Written> {
  const record = ACCOUNTS[name];
  if (record === undefined) {
    return NOTES.includes(name) ? notes.write(name, text).then(() => DURABLE) : LOST;
  }
  if (name !== 'plex.signIn') {
    await accounts.write(record, text);
    return DURABLE;
  }
  const { account, screen } = halvesOf(text);
  await accounts.write(record, account);
  if (screen !== notes.read(PROFILE)) {
    await notes.write(PROFILE, screen);
  }
  return DURABLE;
}

async function removeFrom(accounts: Accounts, notes: INotes, name: string): Promise<void> {
  const record = ACCOUNTS[name];
  if (record !== undefined) {
    await accounts.remove(record);
  }
  const note = name === 'plex.signIn' ? PROFILE : name;
  if (PERSONAL_NOTES.includes(note)) {
    await notes.write(note, null);
  }
}

type Accounts = {
  readonly read: (
    name: RecordName
  ) => Promise<{ readonly grant: UserGrant; readonly record: AccountRecord } | null>;
  readonly write: (name: RecordName, signIn: string) => Promise<void>;
  readonly remove: (name: RecordName) => Promise<void>;
};

function accountsOf({ stores, keys }: House, userId: string): Accounts {
  const bond = (name: RecordName): ReturnType<typeof BONDS.account> => BONDS.account(userId, name);
  const read: Accounts['read'] = async (name) => {
    const record = await stores.accounts.read(userId, name);
    return record === null ? null : { grant: grantIn(openText(keys, bond(name), record.sealed)), record };
  };
  return {
    read,
    write: async (name, signIn) => {
      const kept = await read(name);
      // A newer sign-in on another screen has another token; what is known of the older one is of no use then.
      // One that is gone was signed out meanwhile, and nobody is to be signed in again by that.
      if (kept === null || kept.grant.signIn === signIn || secretIn(kept.grant.signIn) !== secretIn(signIn)) {
        return;
      }
      const sealed = closeText(keys, bond(name), grantText({ ...kept.grant, signIn }));
      await stores.accounts.write({ owner: userId, name, sealed, expect: kept.record.version });
    },
    remove: async (name) => void (await stores.accounts.remove(userId, name))
  };
}
