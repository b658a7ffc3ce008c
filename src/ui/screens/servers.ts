import { signedInHeader } from '../account-pill';
import { column, type Column } from '../column';
import { buttonH, buttonRow, page, plate, shape, words, type Choice } from '../parts';
import { readAloud } from '../question';
import { factLine, routeFacts, routeInk, upperFirst } from '../route-words';
import { mayName } from './admin';
import { scrollFor, type Scroll } from '../scroll';
import { scrollPlace } from '../scroll-place';
import { signInOf } from '../sign-in-of';
import { lineOf, SAFE, SCREEN } from '../theme';
import type { ConnectionState, Look, Server, SessionState } from '../../core/model/session-state';
import type { Box, Ink, Local, Page, Part, PressPart } from '../page';
import type { Sight } from '../sight';

type Choosing = Extract<ConnectionState, { kind: 'choosingServer' | 'typingAddress' | 'tryingAddress' }>;
type Said = { readonly text: string; readonly dot: Ink };

const W = SCREEN.w - 2 * SAFE.x;
const GAP = 18;
const PAD = 42;
const TEXT_X = 105;
const DOT = 24;
/** What only says that nobody answered needs no words of its own. */
const SILENT = ['noRoute', 'unreachable', 'timeout', 'connectionRefused', 'nameNotFound', 'offline'];

/** Which server? Each row says how well it is reached. */
export function serversPage(state: SessionState, local: Local, sight: Sight): Page {
  return 'looks' in state.connection
    ? listPage(state, state.connection, local, sight)
    : page('servers', [], { first: '', spoken: '' });
}

function listPage(state: SessionState, connection: Choosing, local: Local, sight: Sight): Page {
  const { servers } = connection;
  const head = headOf(connection, sight);
  const isNone = servers.length === 0;
  const foot = isNone ? head.bottom + 60 : SCREEN.h - SAFE.y - buttonH(sight);
  const top = head.bottom + 30;
  const room = Math.max(3, Math.floor((foot - 36 - top + GAP) / (rowH(sight) + GAP)));
  const scroll = scrollFor(servers.length, room, local);
  const rows = servers.slice(scroll.from, scroll.to).map((each: Server, at: number): PressPart => {
    const box = { x: SAFE.x, y: top + at * (rowH(sight) + GAP), w: W, h: rowH(sight) };
    return rowOf(
      sight,
      box,
      scroll.idOf(pressId(each), scroll.from + at),
      each,
      saidOf(connection, each, sight)
    );
  });
  const parts = headerOf(state, sight, scroll).concat(
    head.parts,
    scrollPlace(sight, scroll, servers.length, { x: SAFE.x, y: top - 15, w: W }),
    rows,
    footOf(state, sight, foot, scroll)
  );
  const first = isNone ? 'again' : pressId(servers[0] as Server);
  return page('servers', parts, { first, spoken: readAloud(head.parts) });
}

function pressId(server: Server): string {
  return 'server:' + server.id;
}

function rowH(sight: Sight): number {
  return lineOf('body', sight.large) + lineOf('hint', sight.large) + 30;
}

function headerOf(state: SessionState, sight: Sight, scroll: Scroll): readonly Part[] {
  const signIn = signInOf(state.auth);
  return signIn === null
    ? []
    : signedInHeader(sight, signIn.profile, signIn.profile.title, scroll.idBeside('account'));
}

function headOf(connection: Choosing, sight: Sight): Column {
  const { say, failure } = sight.texts;
  const isRelisting = 'relist' in connection && connection.relist !== undefined;
  const reason = connection.kind === 'choosingServer' ? connection.reason : undefined;
  const isNone = connection.servers.length === 0;
  const note = isRelisting
    ? say('servers.relisting')
    : reason === undefined
      ? isNone
        ? failure('noServer').help
        : ''
      : failure(reason.code).says + ' ' + failure(reason.code).help;
  return column(sight, { x: SAFE.x, y: 150, w: W - 300 }, [
    { text: say(isNone ? 'trouble.noServer' : 'servers.title'), size: 'title', bold: true },
    { text: note, size: isNone ? 'body' : 'hint', ink: 'quiet', lines: 3, gap: 6 }
  ]);
}

/** What is known of the way to a server: looked at, being looked at, or still to come. */
function saidOf(connection: Choosing, server: Server, sight: Sight): Said {
  const { say, failure } = sight.texts;
  const look: Look | undefined = connection.looks[server.id];
  if (look === undefined) {
    const next = connection.servers.filter((each): boolean => connection.looks[each.id] === undefined)[0];
    const isNext = next !== undefined && next.id === server.id;
    return { text: say(isNext ? 'servers.looking' : 'servers.waiting'), dot: 'track' };
  }
  if (look.kind === 'failed') {
    const { code } = look.reason;
    return { text: SILENT.indexOf(code) >= 0 ? say('servers.silent') : failure(code).says, dot: 'bad' };
  }
  const { route } = look;
  const ms = route.latencyMs === undefined ? null : route.latencyMs;
  return { text: upperFirst(factLine(routeFacts(sight.texts, route, ms))), dot: routeInk(route, ms) };
}

function rowOf(sight: Sight, box: Box, id: string, server: Server, { text, dot }: Said): PressPart {
  const whose = sight.texts.say(server.owned ? 'servers.yours' : 'servers.shared');
  const ends = { x: box.w - PAD - 420, w: 420 };
  const room = { x: TEXT_X, w: ends.x - TEXT_X - 24 };
  const name = words(sight, { ...room, y: 15, text: server.name, size: 'body', bold: true, lit: 'ink' });
  const y = name.y + name.h;
  const quiet = { size: 'hint', ink: 'quiet', lit: 'inkQuiet' } as const;
  return plate(
    box,
    id,
    [server.name, text, whose].join(', '),
    { type: 'chooseServer', serverId: server.id },
    [
      dotOf(dot, box.h),
      name,
      words(sight, { ...room, y, text, ...quiet }),
      words(sight, {
        ...ends,
        y: (box.h - lineOf('hint', sight.large)) / 2,
        text: whose,
        ...quiet,
        align: 'end'
      })
    ]
  );
}

function dotOf(ink: Ink, h: number): Part {
  return shape({ x: PAD, y: (h - DOT) / 2, w: DOT, h: DOT }, DOT / 2, ink);
}

function footOf(state: SessionState, sight: Sight, y: number, scroll: Scroll): readonly PressPart[] {
  const { say } = sight.texts;
  const named: readonly Choice[] = [
    { id: scroll.idBeside('address'), label: say('servers.address'), act: { type: 'typeAddress' } }
  ];
  const again: Choice = {
    id: scroll.idBeside('again'),
    label: say('servers.again'),
    act: { type: 'lookAgain' }
  };
  return buttonRow(sight, SAFE.x, y, W, (mayName(state) ? named : []).concat(again));
}
