/** What lies over the screen. PIN pad and keyboard are not here: they follow from auth and connection. */
export type DialogKind =
  | 'exit'
  | 'accountMenu'
  | 'confirmSignOut'
  | 'confirmReset'
  | 'settings'
  | 'help'
  | 'about'
  | 'diagnostics'
  | 'tried'
  | 'library'
  | 'language'
  | 'deviceName'
  | 'gateway'
  | 'admin';
/** `about`: what the dialog is about, by id, where its kind does not say. */
export type DialogState =
  | { readonly kind: 'none' }
  | { readonly kind: DialogKind; readonly about?: string | undefined }
  | { readonly kind: 'exiting' };
