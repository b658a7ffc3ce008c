import { fieldsOf, parseJson, textOf } from '../../core/wire';
import type { SignIn } from '../../core/model/session-state';
import { BONDS } from '../secrets/bonds';
import type { AccountRecord, Session, User } from '../stores/rows';
import { clientIdOf } from '../upstream/client-id';
import { notesOfSession } from '../upstream/notes';
import { pocketVault } from '../upstream/pocket-vault';
import { newScreenMemory } from '../upstream/screen-memory';
import { closeText, openText } from '../upstream/sealed-text';
import type { World } from '../world';

/** Whose records nobody's are: what was imported waits here. */
export const INSTANCE = 'instance';
const NAME = 'plex.grant';
const BOND = BONDS.account(INSTANCE, NAME);

type Imported = { readonly [name: string]: unknown };

function importedIn(world: World, record: AccountRecord): Imported {
  return fieldsOf(parseJson(openText(world.house.keys, BOND, record.sealed))) ?? {};
}

/** Asks plex.tv whether the imported token counts, and notes whose it is. Rejects with why not. */
export async function confirmImport(world: World, record: AccountRecord): Promise<void> {
  const { house, upstream } = world;
  const imported = importedIn(world, record);
  const pocket = pocketVault({ clientId: await clientIdOf(house.stores) });
  const provider = upstream.provider('plex', pocket, newScreenMemory());
  await provider.acceptToken(textOf(imported['token']) ?? '');
  const { signIn } = await provider.loadAccount();
  if (imported['accountId'] !== signIn.account.id) {
    const text = JSON.stringify({ ...imported, accountId: signIn.account.id });
    const sealed = closeText(house.keys, BOND, text);
    await house.stores.accounts.write({ owner: INSTANCE, name: NAME, sealed, expect: record.version });
  }
}

/**
 * The upgrade of an older set-up (ruling 40): once its person or an admin has signed in here, what was imported is
 * theirs. Its server is the one looked for first; its token is forgotten and not ended, for the older set-up goes on.
 */
export async function takeOverImport(
  world: World,
  user: User,
  signIn: SignIn,
  session: Session
): Promise<boolean> {
  const { accounts, audit } = world.house.stores;
  const record = signIn.provider === 'plex' ? await accounts.read(INSTANCE, NAME) : null;
  const imported = record === null ? null : importedIn(world, record);
  if (imported === null || (imported['accountId'] !== signIn.account.id && user.role !== 'admin')) {
    return false;
  }
  const machineId = textOf((fieldsOf(imported['server']) ?? {})['machineId']);
  if (machineId !== null) {
    await notesOfSession(world.house, session).write('server', JSON.stringify({ version: 1, id: machineId }));
  }
  await accounts.remove(INSTANCE, NAME);
  await audit.append({
    ...{ address: session.address, agent: session.agent, screenName: session.screenName },
    at: world.clock.wall(),
    event: 'importTakenOver',
    outcome: 'ok',
    userId: user.id,
    sessionId: session.id,
    unusual: false,
    detail: machineId === null ? '' : 'with its server'
  });
  return true;
}
