import { askLuna, type LunaWorld } from '../sets/luna';
import type { Speaker } from './voice';

const SETTINGS = 'luna://com.webos.settingsservice/getSystemSettings';
const SPEAK = 'luna://com.webos.service.tts/speak';
const GUIDANCE = { category: 'option', keys: ['audioGuidance'], subscribe: true };

/** LG's own voice, while the set's audio guidance is on. */
export function lunaVoice(world: LunaWorld): Speaker {
  let isOn = false;
  askLuna(world, SETTINGS, GUIDANCE, (answer): void => {
    const settings = answer['settings'];
    if (typeof settings === 'object' && settings !== null) {
      isOn = (settings as { audioGuidance?: unknown }).audioGuidance === 'on';
    }
  });
  return (text: string): boolean => {
    if (isOn) {
      askLuna(world, SPEAK, { text, clear: true }, (): void => undefined);
    }
    return isOn;
  };
}
