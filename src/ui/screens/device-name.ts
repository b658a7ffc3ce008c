import { signsOf } from '../break-text';
import { upperFirst } from '../route-words';
import { typingPage } from '../typing-page';
import type { Intent } from '../../core/model/message';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page } from '../page';
import type { Choice } from '../parts';
import type { Sight } from '../sight';
import type { TextKey } from '../texts/texts';

const KEYS = '1234567890qwertyuiopasdfghjkl-zxcvbnm.’+';
/** As long as plex.tv shows of it. */
const LONGEST = 64;
const ROOMS: readonly TextKey[] = [
  'deviceName.living',
  'deviceName.bedroom',
  'deviceName.kitchen',
  'deviceName.children'
];

/** What this set is called at plex.tv: a room by one press, or any name. */
export function deviceNamePage({ settings }: SessionState, local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  const typed = upperFirst(local.typed);
  const change = (deviceName: string): Intent => ({
    type: 'changeSettings',
    settings: { ...settings.values, deviceName: signsOf(deviceName.trim()).slice(0, LONGEST).join('') }
  });
  const room = (key: TextKey): Choice => ({ id: key, label: say(key), act: change(say(key)) });
  return typingPage(sight, {
    name: 'deviceName',
    title: say('deviceName.title'),
    notes: [{ text: say('settings.deviceNameHelp'), size: 'hint', ink: 'quiet', lines: 2 }],
    typed,
    placeholder: settings.values.deviceName,
    keys: KEYS,
    anySign: true,
    pieces: ROOMS.map(room),
    actions: [
      { id: 'space', label: say('keys.space'), act: { type: 'type', text: ' ' } },
      { id: 'erase', label: say('keys.erase'), act: { type: 'erase' } },
      { id: 'clear', label: say('keys.clear'), act: { type: 'clear' } },
      { id: 'save', label: say('all.save'), act: change(typed || settings.values.deviceName) }
    ]
  });
}
