import { signedInHeader } from '../account-pill';
import { avatar } from '../avatar';
import { buttonRow, page, shape, words } from '../parts';
import { idOnOpening, scrollFor, type Scroll } from '../scroll';
import { scrollPlace } from '../scroll-place';
import { lineOf, SAFE, SCREEN } from '../theme';
import type { AuthState, Person, SessionState } from '../../core/model/session-state';
import type { Local, Page, Part, PressPart, Size } from '../page';
import type { Sight } from '../sight';

type Choosing = Extract<AuthState, { kind: 'choosingProfile' | 'askingProfilePin' | 'openingProfile' }>;
type Place = {
  readonly id: string;
  readonly label: string;
  readonly x: number;
  readonly left: number;
  readonly pitch: number;
  readonly isFocus: boolean;
};

/** How many people are in view at once. */
const ROOM = 5;
const WIDEST = 380;
const SIDE = 246;
const RING_GAP = 9;
const TOP = 366;
const NOTE_Y = 822;
const EMPTY_Y = 396;

/** What will have its place here, as long as nobody knows who it is. */
const TO_COME = [-1.5, -0.5, 0.5, 1.5].map((at: number): Part => {
  const x = SCREEN.w / 2 + at * WIDEST - SIDE / 2;
  return shape({ x, y: TOP + RING_GAP, w: SIDE, h: SIDE }, SIDE / 2, 'tile');
});

/** Who is watching? */
export function profilesPage(state: SessionState, local: Local, sight: Sight): Page {
  return 'profiles' in state.auth
    ? choosingPage(state.auth, local, sight)
    : page('profiles', [], { first: '', spoken: '' });
}

/** Before anybody can be chosen only the account is there to be lit; the focus must not stay on it when they come. */
export function profilesAwaitedPage(state: SessionState, local: Local, sight: Sight): Page {
  return { ...profilesPage(state, local, sight), name: 'profilesAwaited' };
}

function choosingPage(auth: Choosing, local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  const { account } = auth.signIn;
  const people = peopleIn(auth);
  const first = firstOf(auth, people);
  const focus = local.focus === '' ? first : local.focus;
  const scroll = scrollFor(people.length, ROOM, { focus });
  const signedIn = say('account.signedIn', { name: account.title });
  const note = noteOf(auth, sight);
  const noteY = isStranded(auth) ? EMPTY_Y : NOTE_Y;
  const parts = signedInHeader(sight, account, signedIn, scroll.idBeside('account')).concat(
    centred(sight, say('profiles.title'), 183, 'title'),
    auth.profiles === null && !isStranded(auth) ? TO_COME : tilesIn(auth, sight, scroll, focus),
    scrollPlace(sight, scroll, people.length, { x: SAFE.x, y: 264, w: SCREEN.w - 2 * SAFE.x }),
    note === '' ? [] : centred(sight, note, noteY, 'body'),
    isStranded(auth) ? waysOut(sight) : []
  );
  return page('profiles', parts, { first, spoken: signedIn + '. ' + (note || say('profiles.title')) });
}

function peopleIn(auth: Choosing): readonly Person[] {
  return auth.profiles === null ? [] : auth.profiles;
}

function tilesIn(auth: Choosing, sight: Sight, scroll: Scroll, focus: string): readonly Part[] {
  const inView = peopleIn(auth).slice(scroll.from, scroll.to);
  const pitch = Math.min(WIDEST, (SCREEN.w - 2 * SAFE.x) / Math.max(1, inView.length));
  const start = (SCREEN.w - pitch * inView.length) / 2;
  return inView.reduce((all: readonly Part[], who: Person, at: number): readonly Part[] => {
    const id = scroll.idOf(pressId(who), scroll.from + at);
    const mark = markOf(auth, who, sight);
    const left = start + pitch * at;
    const x = left + (pitch - SIDE) / 2 - RING_GAP;
    const label = mark === '' ? who.title : who.title + ', ' + mark;
    const place = { id, x, left, pitch, label, isFocus: id === focus };
    return all.concat(tile(sight, who, place), nameOf(sight, who, mark, place));
  }, []);
}

/** Who is there already; before the list has come, what can be done without it. */
function firstOf(auth: Choosing, people: readonly Person[]): string {
  const ids = people.map((each: Person): string => each.id);
  const at = Math.max(0, ids.indexOf(auth.signIn.profile.id));
  const one = people[at];
  return one !== undefined
    ? idOnOpening(people.length, ROOM, pressId(one), at)
    : isStranded(auth)
      ? 'retry'
      : 'account';
}

function pressId(who: Person): string {
  return 'profile:' + who.id;
}

/** No list, and a reason why. */
function isStranded(auth: Choosing): boolean {
  return auth.kind === 'choosingProfile' && auth.profiles === null && auth.reason !== undefined;
}

function noteOf(auth: Choosing, sight: Sight): string {
  if (auth.kind === 'choosingProfile' && auth.reason !== undefined) {
    const { says, help } = sight.texts.failure(auth.reason.code);
    return says + ' ' + help;
  }
  return auth.profiles === null ? sight.texts.say('profiles.loading') : '';
}

function tile(sight: Sight, who: Person, { id, x, label }: Place): PressPart {
  const side = SIDE + 2 * RING_GAP;
  return {
    kind: 'press',
    x,
    y: TOP,
    w: side,
    h: side,
    id,
    label,
    radius: side / 2,
    look: 'bare',
    act: { type: 'chooseProfile', profileId: who.id },
    inside: avatar(sight, who, RING_GAP, RING_GAP, SIDE)
  };
}

/** Below the circle, so that the ring of the focus stays round. */
function nameOf(sight: Sight, who: Person, mark: string, place: Place): readonly Part[] {
  const box = { x: place.left + 12, w: place.pitch - 24, align: 'middle' as const };
  const name = words(sight, {
    ...box,
    y: TOP + SIDE + 2 * RING_GAP + 18,
    text: who.title,
    size: 'body',
    bold: place.isFocus,
    ink: place.isFocus ? 'text' : 'quiet'
  });
  return mark === ''
    ? [name]
    : [name, words(sight, { ...box, y: name.y + name.h, text: mark, size: 'hint', ink: 'quiet' })];
}

function markOf(auth: Choosing, who: Person, sight: Sight): string {
  const isOpening = auth.kind === 'openingProfile' && auth.profile.id === who.id;
  return isOpening ? sight.texts.say('profiles.opening') : who.guarded ? sight.texts.say('profiles.pin') : '';
}

function centred(sight: Sight, text: string, y: number, size: Size): Part {
  const isTitle = size === 'title';
  const box = { x: SAFE.x + 150, y, w: SCREEN.w - 2 * SAFE.x - 300, align: 'middle' as const };
  return words(sight, { ...box, text, size, bold: isTitle, ink: isTitle ? 'text' : 'quiet', lines: 3 });
}

function waysOut(sight: Sight): readonly PressPart[] {
  const { say } = sight.texts;
  const row = buttonRow(sight, 0, EMPTY_Y + 4 * lineOf('body', sight.large), SCREEN.w - 2 * SAFE.x, [
    { id: 'retry', label: say('all.retry'), act: { type: 'retryNow' } },
    { id: 'signOut', label: say('account.signOut'), act: { type: 'openDialog', dialog: 'confirmSignOut' } }
  ]);
  const w = row.reduce((end: number, each: PressPart): number => Math.max(end, each.x + each.w), 0);
  return row.map((each: PressPart): PressPart => ({ ...each, x: each.x + Math.round((SCREEN.w - w) / 2) }));
}
