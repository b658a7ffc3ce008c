import type { Bond } from './envelope';

/** What each envelope in the stores is bound to. One list, because changing keys must know it too. */
export const BONDS = {
  account: (owner: string, name: string): Bond => ({ owner, purpose: name }),
  pinUpstream: (sessionId: string): Bond => ({ owner: sessionId, purpose: 'pin.upstream' }),
  pinGrant: (sessionId: string): Bond => ({ owner: sessionId, purpose: 'pin.grant' }),
  note: (sessionId: string, name: string): Bond => ({ owner: sessionId, purpose: `note.${name}` }),
  setting: (name: string): Bond => ({ owner: 'instance', purpose: `setting.${name}` })
} as const;
