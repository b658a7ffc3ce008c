import type { Cancel } from '../../core/ports';

/** What services are told about the set. Unknown is empty, and an empty text is not sent. */
export type SetFacts = {
  readonly platform: string;
  readonly platformVersion: string;
  readonly device: string;
  readonly model: string;
  readonly vendor: string;
};

/** What one maker's sets do in their own way. Everything that a browser does as well is not here. */
export interface ITvSet {
  readonly facts: SetFacts;
  /** Leaves for whatever the set shows without an app. */
  exit(): void;
  /** Once the first picture is there: nothing here may delay it. */
  prepare(): void;
  /** What the set itself says of cable and Wi-Fi; true where it says nothing. A hint, never a permission. */
  isOnline(): boolean;
  onNetwork(then: () => void): Cancel;
}
