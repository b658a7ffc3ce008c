import { column } from '../column';
import { page, words } from '../parts';
import { rowsIn, type Item, type Row } from '../rows';
import { plainId } from '../scroll';
import { scrollPlace } from '../scroll-place';
import { SAFE, SCREEN } from '../theme';
import { rememberItems } from './admin';
import { nameOfLanguage } from './language';
import type { Settings } from '../../core/model/config';
import type { DialogKind } from '../../core/model/dialog-state';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page, Part } from '../page';
import type { Sight } from '../sight';
import type { TextKey } from '../texts/texts';

type Switch = 'contrast' | 'calm' | 'largeText' | 'voice' | 'insecureLan';

const ROWS = { x: SAFE.x, y: 189, w: 1044, h: SCREEN.h - SAFE.y - 189 };
const HELP = { x: SAFE.x + 1044 + 60, w: SCREEN.w - 2 * SAFE.x - 1044 - 60 };
const GIVE_UP = 3;
/** What the people of a lobby have no business with. */
const HOUSEHOLD: readonly string[] = ['deviceName', 'gateway', 'insecureLan', 'confirmReset'];

/** Everything that can be set, with what holds now; what the focused one is for stands beside it. */
export function settingsPage(state: SessionState, local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  const { saved, nth } = state.settings;
  const items = itemsOf(state, sight).filter(
    ({ id }: Item): boolean => !state.config.kiosk || HOUSEHOLD.indexOf(id) < 0
  );
  const rows = items.map((each: Item): Row => each.row);
  const { presses, scroll } = rowsIn(sight, ROWS, rows, local);
  const focus = local.focus === '' ? 'language' : plainId(local.focus);
  const item = items.filter((each: Item): boolean => each.id === focus)[0];
  const unsaved = !saved && nth > GIVE_UP ? say('settings.unsaved') : '';
  const help = column(sight, { ...HELP, y: ROWS.y + 12 }, [
    { text: item === undefined ? '' : item.help, ink: 'quiet', lines: 9 },
    { text: unsaved, ink: 'fair', lines: 6, gap: 24 }
  ]);
  const title = words(sight, {
    x: SAFE.x,
    y: 66,
    w: 720,
    text: say('settings.title'),
    size: 'title',
    bold: true
  });
  const parts: readonly Part[] = [title];
  return page(
    'settings',
    parts.concat(scrollPlace(sight, scroll, rows.length, { ...ROWS, y: ROWS.y - 12 }), presses, help.parts),
    { first: 'language', spoken: title.text }
  );
}

function itemsOf(state: SessionState, sight: Sight): readonly Item[] {
  const { say } = sight.texts;
  const { values } = state.settings;
  const flip = (name: Switch): Item => switchOf(name, values, sight);
  const none = say('settings.none');
  const own: readonly Item[] = [
    opening('language', nameOfLanguage(values.language, sight), sight),
    flip('largeText'),
    flip('contrast'),
    flip('calm'),
    flip('voice')
  ];
  return own.concat(rememberItems(state, sight), [
    opening('deviceName', values.deviceName || none, sight),
    opening('gateway', values.gateway || none, sight),
    flip('insecureLan'),
    opening('diagnostics', '', sight),
    opening('about', '', sight),
    opening('confirmReset', '', sight)
  ]);
}

const HELPS: { readonly [id: string]: TextKey } = {
  contrast: 'settings.contrastHelp',
  calm: 'settings.calmHelp',
  largeText: 'settings.largeTextHelp',
  voice: 'settings.voiceHelp',
  insecureLan: 'settings.insecureLanHelp',
  deviceName: 'settings.deviceNameHelp',
  gateway: 'settings.gatewayHelp',
  diagnostics: 'settings.diagnosticsHelp',
  confirmReset: 'settings.resetHelp'
};

const LABELS = {
  language: 'settings.language',
  deviceName: 'settings.deviceName',
  gateway: 'settings.gateway',
  diagnostics: 'settings.diagnostics',
  about: 'settings.about',
  confirmReset: 'settings.reset'
} as const;

function helpFor(id: string, { texts }: Sight): string {
  const key = HELPS[id];
  return key === undefined ? '' : texts.say(key);
}

/** A setting with a page of its own. */
function opening(id: DialogKind & keyof typeof LABELS, value: string, sight: Sight): Item {
  const label = sight.texts.say(LABELS[id]);
  return { id, row: { id, label, value, act: { type: 'openDialog', dialog: id } }, help: helpFor(id, sight) };
}

/** A setting that a press turns over. The whole of the settings goes with it. */
function switchOf(id: Switch, values: Settings, sight: Sight): Item {
  const { say } = sight.texts;
  const settings = { ...values, [id]: !values[id] };
  const label = say(('settings.' + id) as TextKey);
  const value = say(values[id] ? 'all.on' : 'all.off');
  return {
    id,
    row: { id, label, value, act: { type: 'changeSettings', settings } },
    help: helpFor(id, sight)
  };
}
