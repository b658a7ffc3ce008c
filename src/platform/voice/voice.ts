import type { Cancel, IClock } from '../../core/ports';

/** One way of saying something aloud. False when nobody is known to have heard it by that way. */
export type Speaker = (text: string) => boolean;
export type Voice = { readonly say: (text: string) => void };

/** While the focus moves, nobody wants to hear every step. */
const MOVING_MS = 300;

/** Waits for the focus to rest; the newest text wins, and is said once. */
export function voiceOf(after: IClock['after'], speakers: readonly Speaker[]): Voice {
  let cancel: Cancel = (): void => undefined;
  return {
    say: (text: string): void => {
      cancel();
      cancel = after(MOVING_MS, (): void => {
        speakers.some((speak: Speaker): boolean => speak(text));
      });
    }
  };
}
