export type KeyTable = { readonly [keyCode: number]: string };

/** Key codes of remotes and keyboards, as Lightning's names: `_handle<Name>` on the focused component. */
export const KEYS: KeyTable = {
  13: 'Enter',
  37: 'Left',
  38: 'Up',
  39: 'Right',
  40: 'Down',
  8: 'Back',
  27: 'Back',
  461: 'Back',
  10009: 'Back',
  10182: 'Exit'
};
