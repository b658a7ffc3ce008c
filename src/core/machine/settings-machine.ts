import { DEFAULT_SETTINGS } from '../model/config';
import type { Effect, Message, Outcome } from '../model/message';
import type { Settings } from '../model/config';
import type { SettingsState } from '../model/settings-state';

const SAVE_TRIES = 3;
const LOAD_TRIES = 3;
const REST_MS = 2000;

/** What holds until the vault has said what was stored. */
export function startSettings(values: Settings): SettingsState {
  return { values, known: false, saved: true, nth: 1 };
}

/** First what is stored; then unsaved settings, until a vault that refuses has been asked a few times. */
export function askSettings(state: SettingsState): readonly Effect[] {
  if (!state.known) {
    return [{ type: 'loadSettings', nth: state.nth, afterMs: (state.nth - 1) * REST_MS }];
  }
  return state.saved || state.nth > SAVE_TRIES
    ? []
    : [{ type: 'saveSettings', settings: state.values, nth: state.nth }];
}

/** A change holds at once, saved or not, and outranks what was stored of it. A reset brings back what held at first. */
export function reduceSettings(state: SettingsState, message: Message): SettingsState {
  if (message.type === 'changeSettings') {
    return state.known
      ? { values: message.settings, known: true, saved: false, nth: 1 }
      : { ...state, values: message.settings, early: changedIn(state, message.settings) };
  }
  if (message.type !== 'answer') {
    return state;
  }
  const { to, outcome } = message;
  if (to.type === 'forget' && to.all && outcome.type === 'forgotten') {
    return { ...startSettings(DEFAULT_SETTINGS), known: true };
  }
  if (to.type === 'loadSettings' && !state.known) {
    return onLoaded(state, outcome);
  }
  if (to.type !== 'saveSettings' || state.saved) {
    return state;
  }
  return outcome.type === 'failed' ? { ...state, nth: state.nth + 1 } : { ...state, saved: true };
}

/** A store that is slow to wake is asked again, or the next change would overwrite all that was chosen before it. */
function onLoaded(state: SettingsState, outcome: Outcome): SettingsState {
  if (outcome.type === 'failed' && state.nth < LOAD_TRIES) {
    return { ...state, nth: state.nth + 1 };
  }
  const stored = outcome.type === 'settingsLoaded' ? outcome.settings : state.values;
  const saved = state.early === undefined;
  return { values: { ...stored, ...state.early }, known: true, saved, nth: 1 };
}

/** What a viewer has chosen before anybody knew the rest. */
function changedIn({ values, early }: SettingsState, settings: Settings): Partial<Settings> {
  const names = Object.keys(settings) as readonly (keyof Settings)[];
  return names
    .filter((name): boolean => settings[name] !== values[name])
    .reduce((all, name): Partial<Settings> => ({ ...all, [name]: settings[name] }), early || {});
}
