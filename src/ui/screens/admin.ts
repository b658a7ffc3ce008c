import { mayDo, type Role } from '../../core/model/permissions';
import { secretOf } from '../../core/model/secret';
import { breakText } from '../break-text';
import { page, words, type Choice } from '../parts';
import { question } from '../question';
import { rowsIn, type Item, type Row } from '../rows';
import { scrollPlace } from '../scroll-place';
import { SAFE, SCREEN } from '../theme';
import { typingPage, type TypingPage } from '../typing-page';
import { WAY_WORDS, type WayWords } from './way-words';
import type { AdminAct, AdminRow, AdminState, AdminTable } from '../../core/model/admin-state';
import type { FailureCode } from '../../core/model/failure';
import type { Intent } from '../../core/model/message';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page, Part } from '../page';
import type { Sight } from '../sight';

const TABLES: readonly AdminTable[] = ['sessions', 'users', 'audit'];
const W = SCREEN.w - 2 * SAFE.x;
const ROWS = { x: SAFE.x, y: 189, w: W, h: SCREEN.h - SAFE.y - 189 };
const CODE_KEYS = 'ABCDEFGHJKMNPQRTUVWXYZ3-';
const PIN_KEYS = '1234567890';
const MINUTE_MS = 60000;

const to = (change: Partial<AdminState>): Intent => ({ type: 'admin', change });

function waysIn({ texts }: Pick<Sight, 'texts'>): WayWords {
  return WAY_WORDS[texts.language] || (WAY_WORDS['en'] as WayWords);
}

type Say = (name: string) => string;

/** The gateway's words. What it does not say is left out. */
function sayBy({ words: all }: AdminState, { texts }: Sight): Say {
  const own = all === null ? {} : all[texts.language] || all['en'] || {};
  return (name: string): string => own[name] || '';
}

/** What a gateway offers besides watching: set-up while it is open, its tables for admins. */
export function adminWays(state: SessionState, sight: Pick<Sight, 'texts'>): readonly Choice[] {
  const say = waysIn(sight);
  const role = roleHere(state);
  const isManager = mayDo(role, 'users', 'read');
  const way = (id: string, label: string, about: string): Choice => ({
    id,
    label,
    act: { type: 'openDialog', dialog: 'admin', about }
  });
  const isOpen = role !== null && state.config.capabilities.setup;
  return (isOpen ? [way('setUp', say.setUp, 'setUp')] : []).concat(
    isManager ? [way('admin', say.manage, '')] : []
  );
}

const roleHere = ({ auth, config }: SessionState): Role | null =>
  auth.kind !== 'signedIn' ? null : config.capabilities.admin ? 'admin' : 'user';

/** Whether a server may be named by its address: on a set of one's own by everybody, at a gateway by whoever runs it. */
export function mayName(state: SessionState): boolean {
  return !state.config.kiosk || mayDo(roleHere(state), 'services', 'change');
}

/** The choice whether the gateway remembers this screen, where its operator leaves it to whoever sits before it. */
export function rememberItems({ config }: SessionState, sight: Sight): readonly Item[] {
  const { remember } = config;
  const { say } = sight.texts;
  const id = 'remember';
  return typeof remember !== 'boolean'
    ? []
    : [
        {
          id,
          row: {
            id,
            label: waysIn(sight).remember,
            value: say(remember ? 'all.on' : 'all.off'),
            act: to({ ask: { what: id, remember: !remember } })
          },
          help: waysIn(sight).rememberHelp
        }
      ];
}

/** The way to a kiosk's target, which is told who is there without a token. */
export function handOverWays({ config }: SessionState, sight: Sight): readonly Choice[] {
  return config.capabilities.handover
    ? [{ id: 'goOn', label: waysIn(sight).goOn, act: to({ ask: { what: 'handOver' } }) }]
    : [];
}

/** The pages of whoever runs the gateway. */
export function adminPage({ admin }: SessionState, local: Local, sight: Sight): Page {
  if (admin.words === null) {
    return wordlessPage(admin, local, sight);
  }
  switch (admin.page) {
    case 'code':
      return codePage(admin, local, sight);
    case 'newPin':
    case 'pin':
      return pinPage(admin, local, sight);
    case 'table':
      return tablePage(admin, local, sight);
    case 'row':
      return rowPage(admin, sight);
    case 'sure':
      return surePage(admin, sight);
    default:
      return menuPage(admin, local, sight);
  }
}

/** Until the gateway has said how its pages are called. */
function wordlessPage({ why }: AdminState, local: Local, sight: Sight): Page {
  const { texts } = sight;
  const note = why === null ? texts.say('start.wait') : texts.failure(why as FailureCode).says;
  return listPage({ name: 'admin', title: waysIn(sight).manage, note }, [], local, sight);
}

function noteOf(admin: AdminState, otherwise: string, sight: Sight): string {
  const { why, ask } = admin;
  const say = sayBy(admin, sight);
  if (ask !== null) {
    return sight.texts.say('start.wait');
  }
  return why === null ? otherwise : say(why) || say('failed');
}

function typing(
  name: Page['name'],
  sight: Sight,
  how: Pick<TypingPage, 'title' | 'typed' | 'keys' | 'columns'> & {
    readonly note: string;
    readonly go: Choice;
  }
): Page {
  const { say } = sight.texts;
  const { note, go, ...rest } = how;
  return typingPage(sight, {
    ...rest,
    name,
    notes: [{ text: note, size: 'hint', ink: 'quiet', lines: 2 }],
    placeholder: '',
    pieces: [],
    actions: [
      { id: 'erase', label: say('keys.erase'), act: { type: 'erase' } },
      { id: 'clear', label: say('keys.clear'), act: { type: 'clear' } },
      go
    ]
  });
}

function codePage(admin: AdminState, local: Local, sight: Sight): Page {
  const say = sayBy(admin, sight);
  const typed = local.typed.toUpperCase();
  const act = to({ page: 'newPin', code: secretOf(typed) });
  const note = noteOf(admin, say('codeHelp'), sight);
  return typing('adminCode', sight, {
    title: say('code'),
    note,
    typed,
    keys: CODE_KEYS,
    columns: 8,
    go: { id: 'next', label: say('next'), act }
  });
}

/** A PIN is shown as dots to whoever stands behind. One that is too short is no PIN. */
function pinPage(admin: AdminState, local: Local, sight: Sight): Page {
  const say = sayBy(admin, sight);
  const pin = secretOf(local.typed);
  const { code } = admin;
  const isNew = admin.page === 'newPin';
  const ask: AdminState['ask'] =
    isNew && code !== null ? { what: 'setUp', code, pin } : { what: 'unlock', pin };
  const isPin = /^\d{4,8}$/.test(local.typed) && admin.ask === null;
  return typing('adminPin', sight, {
    title: isNew ? say('newPin') : say('pin'),
    note: noteOf(admin, say('pinHelp'), sight),
    typed: local.typed.replace(/./g, '•'),
    keys: PIN_KEYS,
    columns: 5,
    go: { id: 'done', label: say('done'), act: isPin ? to({ ask }) : { type: 'nudge' } }
  });
}

type Listed = { readonly name: Page['name']; readonly title: string; readonly note: string };

function listPage({ name, title, note }: Listed, rows: readonly Row[], local: Local, sight: Sight): Page {
  const { presses, scroll } = rowsIn(sight, ROWS, rows, local);
  const head = words(sight, { x: SAFE.x, y: 66, w: 900, text: title, size: 'title', bold: true });
  const empty = words(sight, { x: SAFE.x, y: ROWS.y, w: W, text: note, size: 'body', ink: 'quiet' });
  const parts: readonly Part[] = rows.length === 0 ? [head, empty] : [head];
  const place = scrollPlace(sight, scroll, rows.length, { ...ROWS, y: ROWS.y - 12 });
  const first = rows[0];
  return page(name, parts.concat(place, presses), {
    first: first === undefined ? '' : first.id,
    spoken: title
  });
}

function menuPage(admin: AdminState, local: Local, sight: Sight): Page {
  const say = sayBy(admin, sight);
  const rows = TABLES.map((table): Row => ({
    id: table,
    label: say(table),
    value: '',
    act: to({ page: 'table', table, rows: null, next: null, ask: { what: 'list', table, after: null } })
  }));
  return listPage({ name: 'admin', title: waysIn(sight).manage, note: '' }, rows, local, sight);
}

function tablePage(admin: AdminState, local: Local, sight: Sight): Page {
  const say = sayBy(admin, sight);
  const { table, next } = admin;
  const rows = (admin.rows || []).map((row): Row => ({
    id: 'row:' + row.id,
    label: shortName(titleOf(row, admin, say), sight),
    value: shortOf(row, say),
    act: to({ page: 'row', id: row.id })
  }));
  const ask: AdminState['ask'] = { what: 'list', table, after: next };
  const more = next === null ? [] : [{ id: 'more', label: say('more'), value: '', act: to({ ask }) }];
  const note = noteOf(admin, say('none'), sight);
  return listPage({ name: 'adminTable', title: say(table), note }, rows.concat(more), local, sight);
}

/** What happened, in the viewer's own words; everything else is called what it is called. */
function titleOf({ title }: AdminRow, { table }: AdminState, say: Say): string {
  return (table === 'audit' && say('event.' + title)) || title;
}

/** A name that leaves room for what is said of it. */
function shortName(name: string, sight: Sight): string {
  return breakText(sight, name, { size: 'body', bold: false, w: W * 0.4, lines: 1 }).text;
}

function shortOf(row: AdminRow, say: Say): string {
  const flags: readonly string[] = row.flags.map((flag) => say(flag));
  return flags.concat(agoOf(row.agoMs, say)).join(' · ');
}

function agoOf(ms: number, say: Say): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  const [text, n] =
    minutes < 1
      ? [say('now'), 0]
      : minutes < 60
        ? [say('minutes'), minutes]
        : minutes < 1440
          ? [say('hours'), Math.floor(minutes / 60)]
          : [say('days'), Math.floor(minutes / 1440)];
  return text.replace('{n}', String(n));
}

/** One row with what may be done. */
function rowPage(admin: AdminState, sight: Sight): Page {
  const say = sayBy(admin, sight);
  const row = rowOf(admin);
  const back: readonly Choice[] = [{ id: 'back', label: say('back'), act: { type: 'cancel' } }];
  if (row === undefined) {
    return question(sight, { name: 'adminRow', title: say('none'), body: [], choices: back });
  }
  const flags: readonly string[] = row.flags.map((flag) => say(flag));
  const ways = row.acts.map((each: AdminAct): Choice => ({
    id: each,
    label: say(each),
    act: to({ page: 'sure', act: each })
  }));
  const body = row.facts.concat(flags, agoOf(row.agoMs, say));
  return question(sight, {
    name: 'adminRow',
    title: titleOf(row, admin, say),
    body,
    choices: back.concat(ways)
  });
}

/** Asked once more before anything is changed. */
function surePage(admin: AdminState, sight: Sight): Page {
  const say = sayBy(admin, sight);
  const { act, id } = admin;
  const row = rowOf(admin);
  const stay: readonly Choice[] = [{ id: 'stay', label: say('stay'), act: { type: 'cancel' } }];
  const go: readonly Choice[] =
    act === null ? [] : [{ id: 'do', label: say(act), act: to({ ask: { what: 'act', act, id } }) }];
  return question(sight, {
    name: 'confirmAdmin',
    title: (act === null ? '' : say(act) + ': ') + (row === undefined ? '' : row.title),
    body: [noteOf(admin, '', sight)],
    choices: stay.concat(go)
  });
}

function rowOf({ rows, id }: AdminState): AdminRow | undefined {
  return (rows || []).filter((each) => each.id === id)[0];
}
