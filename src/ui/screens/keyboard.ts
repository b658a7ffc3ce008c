import { placeIn } from './address-words';
import { leftToRight } from '../left-to-right';
import { typingPage } from '../typing-page';
import { secretOf } from '../../core/model/secret';
import type { Config } from '../../core/model/config';
import type { ConnectionState, Look, SessionState } from '../../core/model/session-state';
import type { Local, Page } from '../page';
import type { Choice } from '../parts';
import type { Paragraph } from '../column';
import type { Sight } from '../sight';

/** Digits first: most addresses in a house have nothing else. */
export const ADDRESS_KEYS = '1234567890qwertyuiopasdfghjkl-zxcvbnm.:/';
/** Tokens tell capitals from small letters. */
const TOKEN_KEYS = '1234567890-_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const STARTS = ['192.168.', ':32400', 'http://'];

/** The address of a server that no list shows. */
export function keyboardPage({ connection, config }: SessionState, local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  const isTrying = connection.kind === 'tryingAddress';
  const typed = local.typed === '' && isTrying ? connection.address : local.typed;
  return typingPage(sight, {
    name: 'keyboard',
    title: say('address.title'),
    notes: [noteOf(connection, sight)],
    typed,
    placeholder: '',
    keys: ADDRESS_KEYS,
    pieces: isForeign(connection, config)
      ? [{ id: 'token', label: say('token.title'), act: { type: 'typeToken' } }]
      : STARTS.concat(typed === '' ? knownIn(connection) : []).map(pieceOf),
    actions: actionsOf(sight, { type: 'tryAddress', address: typed })
  });
}

/** The token of a server that is not on the account. Who looks on sees the last sign of it at most. */
export function serverTokenPage({ connection }: SessionState, local: Local, sight: Sight): Page {
  const address = ('address' in connection && connection.address) || '';
  return typingPage(sight, {
    name: 'serverToken',
    title: sight.texts.say('token.title'),
    notes: [noteOf(connection, sight, address)],
    typed: local.typed.replace(/[^](?=[^])/g, '•'),
    placeholder: '',
    keys: TOKEN_KEYS,
    columns: 13,
    pieces: [],
    actions: actionsOf(sight, { type: 'tryAddress', address, token: secretOf(local.typed) })
  });
}

function actionsOf({ texts }: Sight, act: Choice['act']): readonly Choice[] {
  return [
    { id: 'erase', label: texts.say('keys.erase'), act: { type: 'erase' } },
    { id: 'clear', label: texts.say('keys.clear'), act: { type: 'clear' } },
    { id: 'connect', label: texts.say('address.connect'), act }
  ];
}

/** A media server answered, and plex.tv does not list it for this person. */
function isForeign(connection: ConnectionState, { foreignServers }: Config): boolean {
  const reason = connection.kind === 'typingAddress' ? connection.reason : undefined;
  return foreignServers !== false && reason !== undefined && reason.code === 'serverNotOnAccount';
}

/** A ready-made piece of an address. */
export function pieceOf(text: string): Choice {
  return { id: 'piece:' + text, label: leftToRight(text), act: { type: 'type', text } };
}

function noteOf(connection: ConnectionState, { texts }: Sight, foreign?: string): Paragraph {
  const hint = { size: 'hint', lines: 2 } as const;
  if (connection.kind === 'tryingAddress') {
    return { ...hint, text: texts.say('address.trying'), ink: 'accent' };
  }
  const reason = connection.kind === 'typingAddress' ? connection.reason : undefined;
  const next = texts.say(foreign === undefined ? 'address.hint' : 'token.hint');
  if (reason === undefined) {
    return {
      ...hint,
      text: foreign === undefined ? next : leftToRight(foreign) + ' · ' + next,
      ink: 'quiet'
    };
  }
  const isToken = foreign !== undefined && /Refused|Accepted/.test(reason.code);
  const { says, help } = texts.failure(isToken ? 'tokenNotAccepted' : reason.code);
  return { ...hint, text: says + ' ' + (isToken ? next : help), ink: 'fair' };
}

/** Addresses at which servers of this account answered, as a person would type them. */
function knownIn(connection: ConnectionState): readonly string[] {
  const looks = 'looks' in connection ? connection.looks : {};
  return Object.keys(looks).reduce((known: readonly string[], id: string): readonly string[] => {
    const address = knownAddress(looks[id] as Look);
    return address === null || known.indexOf(address) >= 0 ? known : known.concat(address);
  }, []);
}

function knownAddress(look: Look): string | null {
  return look.kind === 'failed' || look.route.class === 'relay' ? null : placeIn(look.route.uri);
}
