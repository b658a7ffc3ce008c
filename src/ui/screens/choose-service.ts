import { readAloud } from '../question';
import { shortCodeFor } from '../../core/model/failure';
import { column, type Paragraph } from '../column';
import { headerFor } from '../header-for';
import { buttonRow, page, plate, words, type Choice } from '../parts';
import { SAFE, SCREEN } from '../theme';
import type { ProviderId } from '../../core/model/config';
import type { AuthState, SessionState } from '../../core/model/session-state';
import type { Local, Page, Part, PressPart } from '../page';
import type { Sight } from '../sight';
import type { TextKey } from '../texts/texts';

const W = SCREEN.w - 2 * SAFE.x;
const TOP = 216;
const HIGHEST = 144;
const TILE = { w: 660, gap: 36, pad: 48 };
const IS: { readonly [provider in ProviderId]: TextKey } = {
  plex: 'service.plexIs',
  tmdb: 'service.tmdbIs'
};
const NAME: { readonly [provider in ProviderId]: TextKey } = { plex: 'service.plex', tmdb: 'service.tmdb' };

/** Whose account it shall be. With one service there is nothing to choose: the way in is a button. */
export function chooseServicePage(state: SessionState, _local: Local, sight: Sight): Page {
  const low = placed(state, sight, TOP, 48);
  const made = low.bottom <= SCREEN.h - SAFE.y ? low : placed(state, sight, HIGHEST, 30);
  const parts = headerFor(state, sight).concat(made.parts);
  return page('chooseService', parts, { first: firstOf(state), spoken: made.spoken });
}

type Placed = { readonly parts: readonly Part[]; readonly bottom: number; readonly spoken: string };

function placed(state: SessionState, sight: Sight, top: number, gap: number): Placed {
  const { providers } = state.config;
  const isChoice = providers.length > 1;
  const head = column(sight, { x: SAFE.x, y: top, w: W }, paragraphs(state.auth, sight, isChoice));
  const tiles = isChoice ? tilesFor(providers, sight, head.bottom + gap) : [];
  const under = tiles.reduce((y, tile): number => Math.max(y, tile.y + tile.h), head.bottom);
  const row = buttonRow(sight, SAFE.x, under + gap, W, choices(state, sight));
  const texts: readonly Part[] = head.parts;
  const bottom = row.reduce((y, each): number => Math.max(y, each.y + each.h), under);
  return { parts: texts.concat(tiles, row), bottom, spoken: readAloud(head.parts) };
}

function paragraphs(auth: AuthState, sight: Sight, isChoice: boolean): readonly Paragraph[] {
  const { say, failure } = sight.texts;
  const reason = auth.kind === 'signedOut' ? auth.reason : undefined;
  const title: Paragraph = { text: say('service.title'), size: 'title', bold: true, lines: 2 };
  if (reason === undefined) {
    return [title, { text: say(isChoice ? 'service.ask' : 'service.once'), ink: 'quiet' }];
  }
  const { says, help } = failure(reason.code);
  const code = say('trouble.code', { code: shortCodeFor(reason) });
  const words = { text: says + ' ' + help, ink: 'fair' } as const;
  return [title, words, { text: code, size: 'hint', ink: 'quiet', gap: 6 }];
}

/** What was refused to be read or wiped is tried again; all else is a new sign-in. */
function mayRetry(auth: AuthState): boolean {
  return auth.kind === 'signedOut' && (auth.unwiped !== undefined || isStorage(auth));
}

function isStorage({ reason }: Extract<AuthState, { kind: 'signedOut' }>): boolean {
  return reason !== undefined && (reason.code === 'storage' || reason.code === 'vaultKeyLost');
}

function firstOf({ auth, config }: SessionState): string {
  const only = config.providers[0];
  return mayRetry(auth) ? 'retry' : only === undefined ? 'settings' : only;
}

function choices({ auth, config }: SessionState, sight: Sight): readonly Choice[] {
  const { say } = sight.texts;
  const only = config.providers.length === 1 ? config.providers[0] : undefined;
  const retry: Choice = { id: 'retry', label: say('trouble.try'), act: { type: 'retryNow' } };
  const begin: readonly Choice[] =
    only === undefined
      ? []
      : [{ id: only, label: say('service.start'), act: { type: 'signIn', provider: only } }];
  return (mayRetry(auth) ? [retry] : []).concat(begin, [
    { id: 'help', label: say('link.noPhone'), act: { type: 'openDialog', dialog: 'help' } },
    { id: 'settings', label: say('settings.title'), act: { type: 'openDialog', dialog: 'settings' } }
  ]);
}

function tilesFor(providers: readonly ProviderId[], sight: Sight, y: number): readonly PressPart[] {
  const insides = providers.map((each: ProviderId): ReturnType<typeof tileTexts> => tileTexts(each, sight));
  const h = Math.max.apply(
    null,
    insides.map((each): number => each.bottom)
  );
  return providers.map((provider: ProviderId, at: number): PressPart => {
    const box = { x: SAFE.x + at * (TILE.w + TILE.gap), y, w: TILE.w, h };
    const label = sight.texts.say(NAME[provider]);
    const { parts } = insides[at] as ReturnType<typeof tileTexts>;
    return plate(box, provider, label, { type: 'signIn', provider }, parts);
  });
}

function tileTexts(provider: ProviderId, sight: Sight): { parts: readonly Part[]; bottom: number } {
  const { say } = sight.texts;
  const place = { x: TILE.pad, w: TILE.w - 2 * TILE.pad };
  const name = words(sight, {
    ...place,
    y: TILE.pad - 6,
    text: say(NAME[provider]),
    size: 'title',
    bold: true,
    lit: 'ink'
  });
  const y = name.y + name.h + 12;
  const is = words(sight, {
    ...place,
    y,
    text: say(IS[provider]),
    size: 'body',
    ink: 'quiet',
    lit: 'inkQuiet',
    lines: 3
  });
  return { parts: [name, is], bottom: y + is.h + TILE.pad };
}
