import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';

/** Our own lint of what a package declares: LG's `--check` finds nothing wrong with a junk type or a missing icon. */
export type Picture = { readonly name: string; readonly w: number; readonly h: number };

type AppInfo = { readonly [key: string]: unknown };

const VERSION = /^\d{1,3}\.\d{1,3}\.\d{1,5}$/;

/** Lower case, no minus and no ".digit": LG wants that of an app with a service, and it costs nothing now. */
const WEBOS_ID = /^(?!com\.(lge|webos|palm))[a-z][a-z0-9]*(\.[a-z][a-z0-9]*)+$/;

const WEBOS_PICTURES: readonly (Omit<Picture, 'name'> & { readonly key: string })[] = [
  { key: 'icon', w: 80, h: 80 },
  { key: 'largeIcon', w: 130, h: 130 },
  { key: 'splashBackground', w: 1920, h: 1080 }
];

const WEBOS_FIXED: AppInfo = {
  type: 'web',
  main: 'index.html',
  resolution: '1920x1080',
  disableBackHistoryAPI: true,
  supportsAudioGuidance: true
};

function pictureFaults(folder: string, { name, w, h }: Picture): string[] {
  const path = join(folder, name);
  if (name === '' || !existsSync(path)) {
    return [`the picture "${name}" is missing`];
  }
  const { width, height } = PNG.sync.read(readFileSync(path));
  return width === w && height === h ? [] : [`${name} is ${width}x${height}, not ${w}x${h}`];
}

function fileFault(folder: string, name: string): string[] {
  return existsSync(join(folder, name)) ? [] : [`${name} is missing`];
}

/** What a webOS store or television would trip over. */
export function webosFaults(folder: string): string[] {
  const info = JSON.parse(readFileSync(join(folder, 'appinfo.json'), 'utf8')) as AppInfo;
  const text = (key: string): string => (typeof info[key] === 'string' ? info[key] : '');
  const fixed = Object.keys(WEBOS_FIXED).filter((key) => info[key] !== WEBOS_FIXED[key]);
  return [
    ...(WEBOS_ID.test(text('id')) ? [] : [`the id "${text('id')}" is not lower-case words with dots`]),
    ...(VERSION.test(text('version')) ? [] : [`the version "${text('version')}" is not x.y.z`]),
    ...(Number(info['requiredMemory']) >= 120
      ? []
      : ['requiredMemory below 120 asks for less than saying nothing']),
    ...fixed.map((key) => `${key} must be ${JSON.stringify(WEBOS_FIXED[key])}`),
    ...WEBOS_PICTURES.flatMap(({ key, w, h }) => pictureFaults(folder, { name: text(key), w, h })),
    ...fileFault(folder, 'index.html'),
    ...fileFault(folder, 'couchkey.js')
  ];
}

const TIZEN_PARTS: readonly (readonly [RegExp, string])[] = [
  [/<widget [^>]*\bversion="\d{1,3}\.\d{1,3}\.\d{1,5}"/, 'the widget needs a version x.y.z'],
  [
    /<tizen:application id="(\w{10})\.\w+" package="\1" required_version="3\.0"\/>/,
    'the application needs <10 letters>.Name and required_version 3.0'
  ],
  [/<tizen:profile name="tv-samsung"\/>/, 'the profile must be tv-samsung'],
  [/<access origin="\*" subdomains="true"\/>/, 'without <access origin="*"> there is no network'],
  [/privilege\/internet"/, 'the internet privilege is missing'],
  [/privilege\/tv\.inputdevice"/, 'without tv.inputdevice no media key can be registered'],
  [/hwkey-event="enable"/, 'without hwkey-event the Return key does not arrive']
];

/** What a Tizen store or television would trip over. */
export function tizenFaults(folder: string): string[] {
  const config = readFileSync(join(folder, 'config.xml'), 'utf8');
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const both = /content-security-policy/i.test(config);
  return [
    ...TIZEN_PARTS.filter(([pattern]) => !pattern.test(config)).map(([, fault]) => fault),
    ...(both ? ['config.xml may hold access rules or a policy, not both'] : []),
    ...(page.includes('$WEBAPIS/webapis/webapis.js') ? [] : ['the page does not load $WEBAPIS']),
    ...pictureFaults(folder, { name: 'icon-117.png', w: 117, h: 117 }),
    ...fileFault(folder, 'couchkey.js')
  ];
}
