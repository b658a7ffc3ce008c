import type { ReplyName } from '../../shapes/plex-shapes';
import type { Difference } from '../../shapes/shape';

export type AllowedDifference = {
  readonly reply: ReplyName;
  readonly kind: Difference['kind'];
  readonly path: string;
  readonly reason: string;
};

/** Where the simulator departs from the recordings of 2022 on purpose. Each entry must still be needed. */
export const ALLOWED_DIFFERENCES: readonly AllowedDifference[] = [
  {
    reply: 'pin',
    kind: 'extra',
    path: '$.qr',
    reason: 'newer than the recording; the older SDK description and measurements of 2026 have it'
  },
  {
    reply: 'pin',
    kind: 'extra',
    path: '$.location.in_privacy_restricted_region',
    reason: 'newer than the recording; seen in later replies'
  },
  {
    reply: 'user',
    kind: 'extra',
    path: '$.attributionPartner',
    reason: 'newer than the recording; the older SDK description has it as nullable'
  },
  {
    reply: 'user',
    kind: 'type',
    path: '$.username',
    reason: 'a managed profile was recorded with "" and measured with null since; null is the harder one'
  },
  {
    reply: 'user',
    kind: 'type',
    path: '$.email',
    reason: 'a managed profile was recorded with "" and measured with null since; null is the harder one'
  },
  {
    reply: 'resources',
    kind: 'type',
    path: '$[].ownerId',
    reason: 'only an owned server was recorded; a shared one names its owner'
  },
  {
    reply: 'resources',
    kind: 'type',
    path: '$[].sourceTitle',
    reason: 'only an owned server was recorded; a shared one names its owner'
  },
  {
    reply: 'apiResources',
    kind: 'type',
    path: '$.MediaContainer[].Device[].@clientIdentifier',
    reason: 'the recording was made anonymous with numbers; real identifiers are text'
  },
  {
    reply: 'devices',
    kind: 'type',
    path: '$.MediaContainer[].Device[].@clientIdentifier',
    reason: 'the recording was made anonymous with numbers; real identifiers are text'
  }
];
