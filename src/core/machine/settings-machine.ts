import { DEFAULT_SETTINGS } from '../model/config';
import type { Effect, Message } from '../model/message';
import type { Settings, SettingsState } from '../model/session-state';

const SAVE_TRIES = 3;

/** Settings as the vault gave them. */
export function startSettings(values: Settings): SettingsState {
  return { values, saved: true, nth: 1 };
}

/** Unsaved settings are the open question, until a vault that refuses has been asked a few times. */
export function askSettings(state: SettingsState): readonly Effect[] {
  return state.saved || state.nth > SAVE_TRIES
    ? []
    : [{ type: 'saveSettings', settings: state.values, nth: state.nth }];
}

/** A change holds at once, saved or not. A reset brings back what held at first. */
export function reduceSettings(state: SettingsState, message: Message): SettingsState {
  if (message.type === 'changeSettings') {
    return { values: message.settings, saved: false, nth: 1 };
  }
  if (message.type !== 'answer') {
    return state;
  }
  const { to, outcome } = message;
  if (to.type === 'forget' && to.all && outcome.type === 'forgotten') {
    return startSettings(DEFAULT_SETTINGS);
  }
  if (to.type !== 'saveSettings' || state.saved) {
    return state;
  }
  return outcome.type === 'failed' ? { ...state, nth: state.nth + 1 } : { ...state, saved: true };
}
