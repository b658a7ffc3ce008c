import { typingPage } from '../typing-page';
import { ADDRESS_KEYS, pieceOf } from './keyboard';
import type { Intent } from '../../core/model/message';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page } from '../page';
import type { Sight } from '../sight';

/** Where the gateway of this house or this kiosk lives. */
export function gatewayPage({ settings }: SessionState, local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  const change = (gateway: string): Intent => ({
    type: 'changeSettings',
    settings: { ...settings.values, gateway }
  });
  return typingPage(sight, {
    name: 'gateway',
    title: say('gateway.title'),
    notes: [{ text: say('gateway.hint'), size: 'hint', ink: 'quiet', lines: 2 }],
    typed: local.typed,
    placeholder: settings.values.gateway,
    keys: ADDRESS_KEYS,
    pieces: [
      pieceOf('https://'),
      pieceOf('http://'),
      { id: 'none', label: say('gateway.none'), act: change('') }
    ],
    actions: [
      { id: 'erase', label: say('keys.erase'), act: { type: 'erase' } },
      { id: 'clear', label: say('keys.clear'), act: { type: 'clear' } },
      { id: 'save', label: say('all.save'), act: change(local.typed || settings.values.gateway) }
    ]
  });
}
