import { DEFAULT_SETTINGS } from '../model/config';
import type { Effect, Message, Outcome } from '../model/message';
import type { Settings } from '../model/config';
import type { SettingsState } from '../model/session-state';

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

/** A change holds at once, saved or not, and outranks what was stored. A reset brings back what held at first. */
export function reduceSettings(state: SettingsState, message: Message): SettingsState {
  if (message.type === 'changeSettings') {
    return { values: message.settings, known: true, saved: false, nth: 1 };
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
  if (outcome.type === 'settingsLoaded') {
    return { ...startSettings(outcome.settings), known: true };
  }
  return state.nth < LOAD_TRIES
    ? { ...state, nth: state.nth + 1 }
    : { ...startSettings(state.values), known: true };
}
