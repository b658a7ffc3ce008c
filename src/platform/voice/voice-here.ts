import { lunaVoice } from './luna-voice';
import { mirrorVoice } from './mirror-voice';
import { speechVoice } from './speech-voice';
import { voiceOf, type Speaker, type Voice } from './voice';
import type { LunaWorld } from '../sets/luna';
import type { IClock } from '../../core/ports';

export type VoiceSettings = { readonly isOn: () => boolean; readonly language: () => string };

/** What this set speaks with: its own guide where it has one, and the engine's voice where the viewer asked for it. */
export function voiceHere(world: Window, after: IClock['after'], settings: VoiceSettings): Voice {
  const speech = speechVoice(world, settings.isOn, settings.language);
  return voiceOf(after, guideOf(world).concat(speech));
}

function guideOf(world: Window): readonly Speaker[] {
  if ('tizen' in world) {
    return [mirrorVoice(world.document)];
  }
  return 'PalmServiceBridge' in world ? [lunaVoice(world as LunaWorld)] : [];
}
