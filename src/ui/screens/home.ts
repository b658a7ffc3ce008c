import { column, type Paragraph } from '../column';
import { buttonRow, header, page, plate, words, type Choice } from '../parts';
import { groupDigits } from '../group-digits';
import { FACT_W, hello, HELLO_END } from '../hello';
import { namedLine, routeFacts, routeInk } from '../route-words';
import { hostOf } from '../services';
import { scrollFor, type Scroll } from '../scroll';
import { scrollPlace } from '../scroll-place';
import { signInOf } from '../sign-in-of';
import { lineOf, SAFE, SCREEN } from '../theme';
import { TILE_PAD, tileBox, TILES, tilesGap, tilesToCome, tilesTop } from '../tiles';
import { waysFor } from '../ways';
import { statusOf } from '../../core/model/connection-status';
import type { ConnectionState, Library, SessionState, SignIn } from '../../core/model/session-state';
import type { Ink, Local, Page, Part, PressPart } from '../page';
import type { Sight } from '../sight';

type Standing = { readonly text: string; readonly dot: Ink | null };

const W = SCREEN.w - 2 * SAFE.x;

/** Who, which server, how well connected, and its libraries as proof of life. */
export function homePage(state: SessionState, local: Local, sight: Sight): Page {
  const signIn = signInOf(state.auth);
  return signIn === null
    ? page('home', [], { first: '', spoken: '' })
    : signedInHome(state, signIn, local, sight);
}

function signedInHome(state: SessionState, signIn: SignIn, local: Local, sight: Sight): Page {
  const title = sight.texts.say('home.hello', { name: signIn.profile.title });
  const { text, dot } = standing(state.connection, signIn, sight);
  const libraries = librariesIn(state.connection);
  const scroll = scrollFor(libraries.length, TILES, local);
  const notes = column(sight, { x: SAFE.x, y: HELLO_END + 18, w: W }, notesOf(state, sight));
  const top = tilesTop(sight, notes.parts.length === 0 ? 0 : notes.bottom + 24);
  const tiles = tilesIn(libraries, scroll, top, sight);
  const under = tiles.length > 0 ? tiles : restOf(state, signIn, top, sight);
  const choices = waysFor(state, signIn, sight.texts).map((each: Choice): Choice => ({
    ...each,
    id: scroll.idBeside(each.id)
  }));
  const buttonsY = bottomOf(under, top) + (under.length === 0 ? 0 : tilesGap(sight));
  const parts = header(sight, state.settings.values.deviceName).concat(
    hello(sight, { person: signIn.profile, title, fact: text, dot, id: scroll.idBeside('account') }),
    notes.parts,
    scrollPlace(sight, scroll, libraries.length, { x: SAFE.x, y: top - 9, w: W }),
    under,
    buttonRow(sight, SAFE.x, buttonsY, W, choices)
  );
  const one = libraries[0];
  const first = one === undefined ? (choices[0] as Choice).id : pressId(one);
  return page('home', parts, { first, spoken: title + '. ' + text });
}

function bottomOf(parts: readonly Part[], least: number): number {
  return parts.reduce((y: number, each: Part): number => Math.max(y, each.y + each.h), least);
}

function pressId(library: Library): string {
  return 'library:' + library.id;
}

function librariesIn(connection: ConnectionState): readonly Library[] {
  return 'libraries' in connection && connection.libraries !== null ? connection.libraries : [];
}

/** Which server, and how well connected. */
function standing(connection: ConnectionState, signIn: SignIn, sight: Sight): Standing {
  const { texts, now } = sight;
  const { server, class: way, secure, latencyMs, kind } = statusOf(connection, now);
  if (!signIn.hasServers || server === null || way === null || secure === null) {
    return { text: texts.say('home.tmdb'), dot: 'good' };
  }
  const route = { class: way, secure };
  return kind === 'online'
    ? {
        text: namedLine(sight, server.name, routeFacts(texts, route, latencyMs), FACT_W),
        dot: routeInk(route, latencyMs)
      }
    : { text: namedLine(sight, server.name, [texts.say('home.weak')], FACT_W), dot: 'fair' };
}

/** What the viewer should know and need not do anything about. */
function notesOf({ auth }: SessionState, { texts }: Sight): readonly Paragraph[] {
  const isForgetful = 'remembered' in auth && !auth.remembered;
  const isUnconfirmed = auth.kind === 'signedIn' && !auth.confirmed && auth.reason !== undefined;
  const text = isForgetful
    ? texts.say('note.forgetful')
    : isUnconfirmed
      ? texts.say('home.unconfirmed', { service: hostOf(auth.signIn.provider) })
      : '';
  return [{ text, size: 'hint', ink: 'fair', lines: 2 }];
}

/** Instead of libraries: why there are none. */
function restOf({ connection }: SessionState, signIn: SignIn, y: number, sight: Sight): readonly Part[] {
  const text = sight.texts.say;
  if (connection.kind === 'online' && connection.libraries === null && connection.librariesAsk !== null) {
    return awaited(sight, y);
  }
  const isOnline = connection.kind === 'online';
  const rest = !signIn.hasServers
    ? text('home.tmdbRest')
    : !isOnline
      ? ''
      : connection.libraries !== null
        ? text('home.noLibraries')
        : text('home.librariesFailed');
  return column(sight, { x: SAFE.x, y, w: W - 300 }, [{ text: rest, ink: 'quiet', lines: 2 }]).parts;
}

/** The libraries are on their way. */
function awaited(sight: Sight, y: number): readonly Part[] {
  const { x, w } = tileBox(sight, 0, y);
  const box = { x: x + TILE_PAD, y: y + TILE_PAD - 6, w: w - 2 * TILE_PAD };
  const text = sight.texts.say('home.loading');
  return tilesToCome(sight, y).concat(words(sight, { ...box, text, size: 'hint', ink: 'quiet', lines: 3 }));
}

function tilesIn(all: readonly Library[], scroll: Scroll, y: number, sight: Sight): readonly PressPart[] {
  const titleH = 2 * lineOf('heading', sight.large);
  return all.slice(scroll.from, scroll.to).map((library: Library, at: number): PressPart => {
    const box = tileBox(sight, at, y);
    const place = { x: TILE_PAD, w: box.w - 2 * TILE_PAD };
    const count = library.items === null ? '' : groupDigits(sight.texts, library.items);
    const id = scroll.idOf(pressId(library), scroll.from + at);
    const label = count === '' ? library.title : library.title + ', ' + count;
    const heading = { size: 'heading', bold: true, lit: 'ink', lines: 2 } as const;
    return plate(box, id, label, { type: 'openDialog', dialog: 'library', about: library.id }, [
      words(sight, { ...place, y: TILE_PAD - 6, text: library.title, ...heading }),
      words(sight, {
        ...place,
        y: TILE_PAD + titleH,
        text: count,
        size: 'hint',
        ink: 'quiet',
        lit: 'inkQuiet'
      })
    ]);
  });
}
