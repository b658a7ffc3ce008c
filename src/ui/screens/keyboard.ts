import { leftToRight } from '../left-to-right';
import { typingPage } from '../typing-page';
import type { ConnectionState, Look, SessionState } from '../../core/model/session-state';
import type { Local, Page } from '../page';
import type { Choice } from '../parts';
import type { Paragraph } from '../column';
import type { Sight } from '../sight';

/** Digits first: most addresses in a house have nothing else. */
export const ADDRESS_KEYS = '1234567890qwertyuiopasdfghjkl-zxcvbnm.:/';
const STARTS = ['192.168.', ':32400', 'http://'];

/** The address of a server that no list shows. */
export function keyboardPage({ connection }: SessionState, local: Local, sight: Sight): Page {
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
    pieces: STARTS.concat(typed === '' ? knownIn(connection) : []).map(pieceOf),
    actions: [
      { id: 'erase', label: say('keys.erase'), act: { type: 'erase' } },
      { id: 'clear', label: say('keys.clear'), act: { type: 'clear' } },
      { id: 'connect', label: say('address.connect'), act: { type: 'tryAddress', address: typed } }
    ]
  });
}

/** A ready-made piece of an address. */
export function pieceOf(text: string): Choice {
  return { id: 'piece:' + text, label: leftToRight(text), act: { type: 'type', text } };
}

function noteOf(connection: ConnectionState, { texts }: Sight): Paragraph {
  const hint = { size: 'hint', lines: 2 } as const;
  if (connection.kind === 'tryingAddress') {
    return { ...hint, text: texts.say('address.trying'), ink: 'accent' };
  }
  const reason = connection.kind === 'typingAddress' ? connection.reason : undefined;
  if (reason === undefined) {
    return { ...hint, text: texts.say('address.hint'), ink: 'quiet' };
  }
  const { says, help } = texts.failure(reason.code);
  return { ...hint, text: says + ' ' + help, ink: 'fair' };
}

/** Addresses at which servers of this account answered, as a person would type them. */
function knownIn(connection: ConnectionState): readonly string[] {
  const looks = 'looks' in connection ? connection.looks : {};
  return Object.keys(looks).reduce((known: readonly string[], id: string): readonly string[] => {
    const address = addressOf(looks[id] as Look);
    return address === null || known.indexOf(address) >= 0 ? known : known.concat(address);
  }, []);
}

function addressOf(look: Look): string | null {
  if (look.kind === 'failed' || look.route.class === 'relay') {
    return null;
  }
  const place = /^https?:\/\/([^/]+)/.exec(look.route.uri);
  return place === null
    ? null
    : (place[1] as string).replace(/^(\d+)-(\d+)-(\d+)-(\d+)\.[^:]*/, '$1.$2.$3.$4');
}
