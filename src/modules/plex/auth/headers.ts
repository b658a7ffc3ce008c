import type { Headers } from '../../../core/ports';
import type { Identity, PlexApp } from './interfaces';

const NAMES: { readonly [field in keyof PlexApp]: string } = {
  product: 'Product',
  version: 'Version',
  platform: 'Platform',
  platformVersion: 'Platform-Version',
  device: 'Device',
  deviceName: 'Device-Name',
  model: 'Model',
  vendor: 'Device-Vendor',
  provides: 'Provides',
  screenResolution: 'Device-Screen-Resolution',
  language: 'Language'
};

function encodeRun(run: string): string {
  try {
    return encodeURIComponent(run);
  } catch {
    // Half a surrogate pair: a name that was cut in the middle of a symbol.
    return '?';
  }
}

/** A value that every engine lets through: no line breaks, and what Latin-1 has no letter for as percent codes. */
export function headerValue(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ').replace(/[\u0100-\uffff]+/g, encodeRun);
}

/** Every X-Plex header, on every call; the token where there is one. */
export function plexHeaders(me: Identity, token: string | null): Headers {
  const all: { [name: string]: string } = {
    Accept: 'application/json',
    'X-Plex-Client-Identifier': headerValue(me.clientId)
  };
  (Object.keys(NAMES) as (keyof PlexApp)[]).forEach((field) => {
    if (me.config[field] !== '') {
      all['X-Plex-' + NAMES[field]] = headerValue(me.config[field]);
    }
  });
  if (token !== null) {
    all['X-Plex-Token'] = token;
  }
  return all;
}
