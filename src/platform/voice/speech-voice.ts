import type { Speaker } from './voice';

export type SpeechWorld = {
  readonly speechSynthesis?: Pick<SpeechSynthesis, 'speak' | 'cancel'>;
  readonly SpeechSynthesisUtterance?: new (text: string) => SpeechSynthesisUtterance;
};

/** The engine's own voice, where the viewer switched it on. An engine that fails at it stays silent. */
export function speechVoice(world: SpeechWorld, isOn: () => boolean, language: () => string): Speaker {
  return (text: string): boolean => {
    const { speechSynthesis, SpeechSynthesisUtterance: Utterance } = world;
    if (speechSynthesis === undefined || Utterance === undefined || !isOn()) {
      return false;
    }
    try {
      speechSynthesis.cancel();
      const said = new Utterance(text);
      said.lang = language();
      speechSynthesis.speak(said);
      return true;
    } catch (_mute) {
      return false;
    }
  };
}
