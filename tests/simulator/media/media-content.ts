import { createHash } from 'node:crypto';
import type { SimRequest } from '../kernel/types';
import { plexValue } from '../plex/plex-values';
import type { XmlFields } from '../plex/xml';
import type { MediaLibrary, MediaServer } from './media-types';

const SECOND_MS = 1000;
const AGENTS: Readonly<Record<MediaLibrary['type'], string>> = {
  movie: 'tv.plex.agents.movie',
  show: 'tv.plex.agents.series',
  artist: 'tv.plex.agents.music',
  photo: 'com.plexapp.agents.none'
};

export const DEFAULT_LIBRARIES: readonly MediaLibrary[] = [
  { title: 'Films', type: 'movie', items: ['The Lighthouse Keeper', 'Slow Trains', 'Two Rivers'] },
  { title: 'Series', type: 'show', items: ['Night Ferry', 'The Allotment'] },
  { title: 'Music', type: 'artist', items: ['Quiet Harbour'] }
];

function epoch(ms: number): number {
  return Math.floor(ms / SECOND_MS);
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-'
  );
}

/** What every server of today can do; clients read some of these without asking whether they are there. */
const ABILITIES = {
  allowCameraUpload: false,
  allowChannelAccess: true,
  allowMediaDeletion: true,
  allowSharing: true,
  allowSync: true,
  allowTuners: true,
  backgroundProcessing: true,
  certificate: true,
  companionProxy: true,
  countryCode: 'gbr',
  diagnostics: 'logs,databases,streaminglogs',
  eventStream: true,
  hubSearch: true,
  itemClusters: true,
  livetv: 7,
  multiuser: true,
  musicAnalysis: 2,
  ownerFeatures: 'home,adaptive_bitrate,federated-auth,lets_encrypt',
  photoAutoTag: true,
  pluginHost: true,
  pushNotifications: false,
  readOnlyLibraries: false,
  streamingBrainABRVersion: 3,
  streamingBrainVersion: 2,
  sync: true,
  transcoderActiveVideoSessions: 0,
  transcoderAudio: true,
  transcoderLyrics: true,
  transcoderPhoto: true,
  transcoderSubtitles: true,
  transcoderVideo: true,
  transcoderVideoBitrates: '64,96,208,320,720,1500,2000,3000,4000,8000,10000,12000,20000',
  transcoderVideoQualities: '0,1,2,3,4,5,6,7,8,9,10,11,12',
  transcoderVideoResolutions: '128,128,160,240,320,480,768,720,720,1080,1080,1080,1080',
  updater: true,
  voiceSearch: true
} as const;

/** What anybody may know. */
export function identityFields(server: MediaServer): XmlFields {
  return {
    size: 0,
    claimed: server.settings.claimed,
    machineIdentifier: server.machineIdentifier,
    version: server.settings.version
  };
}

/** What a visitor with a token is told about the server. */
export function rootFields(server: MediaServer, ownerName: string): XmlFields {
  const { claimed, version } = server.settings;
  const paths = ['hubs', 'identity', 'library', 'media', 'playlists', 'security'];
  return {
    size: paths.length,
    ...ABILITIES,
    claimed,
    friendlyName: server.name,
    machineIdentifier: server.machineIdentifier,
    myPlex: claimed,
    myPlexMappingState: claimed ? 'mapped' : 'unknown',
    myPlexSigninState: claimed ? 'ok' : 'none',
    myPlexSubscription: false,
    myPlexUsername: claimed ? ownerName : '',
    platform: 'Linux',
    platformVersion: '6.1.0',
    updatedAt: epoch(server.createdAt),
    version,
    Directory: paths.map((path) => ({ count: 1, key: path, title: path }))
  };
}

function sectionFields(server: MediaServer, library: MediaLibrary, key: number): XmlFields {
  const at = epoch(server.createdAt);
  return {
    allowSync: true,
    art: `/:/resources/${library.type}-fanart.jpg`,
    composite: `/library/sections/${key}/composite/${at}`,
    filters: true,
    refreshing: false,
    thumb: `/:/resources/${library.type}.png`,
    key: String(key),
    type: library.type,
    title: library.title,
    agent: AGENTS[library.type],
    scanner: `Plex ${library.title}`,
    language: 'en-US',
    uuid: uuidOf(`${server.machineIdentifier}/${key}`),
    updatedAt: at,
    createdAt: at,
    scannedAt: at,
    content: true,
    directory: true,
    contentChangedAt: at,
    hidden: 0,
    Location: [{ id: key, path: `/data/${library.title.toLowerCase()}` }]
  };
}

/** The list of libraries. */
export function sectionsFields(server: MediaServer): XmlFields {
  const Directory = server.settings.libraries.map((library, at) => sectionFields(server, library, at + 1));
  return { size: Directory.length, allowSync: false, title1: 'Plex Library', Directory };
}

function itemFields(library: MediaLibrary, title: string, ratingKey: number): XmlFields {
  return {
    ratingKey: String(ratingKey),
    key: `/library/metadata/${ratingKey}`,
    guid: `local://${ratingKey}`,
    type: library.type,
    title,
    summary: '',
    addedAt: 1_700_000_000 + ratingKey
  };
}

function numberValue(request: SimRequest, name: string, otherwise: number): number {
  const value = Number(plexValue(request, name) ?? NaN);
  return Number.isInteger(value) && value >= 0 ? value : otherwise;
}

/** One page of a library, or null when there is none of that number. `totalSize` comes only with a page asked for. */
export function itemsFields(server: MediaServer, request: SimRequest): XmlFields | null {
  const key = Number(request.params['section']);
  const library = server.settings.libraries[key - 1];
  if (library === undefined) return null;
  const start = numberValue(request, 'Container-Start', 0);
  const length = numberValue(request, 'Container-Size', library.items.length);
  const items = library.items.slice(start, start + length);
  const isPage = plexValue(request, 'Container-Size') !== null;
  return {
    size: items.length,
    ...(isPage ? { totalSize: library.items.length, offset: start } : {}),
    allowSync: true,
    librarySectionID: key,
    librarySectionTitle: library.title,
    title1: library.title,
    viewGroup: library.type,
    Metadata: items.map((title, at) => itemFields(library, title, key * 1000 + start + at + 1))
  };
}
