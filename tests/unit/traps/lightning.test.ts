import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { cutUses, shipped } from '../../support/lightning-uses';
import { sourcesIn } from '../../support/rooms';

const ROOT = resolve(__dirname, '../../..');

const { CUTS } = createRequire(__filename)('../../../webpack/cuts.js') as {
  CUTS: { readonly [name: string]: { readonly [path: string]: string } };
};

const screen = (text: string): string[] => cutUses({ path: 'src/ui/screens/a.ts', text });

describe('the part of Lightning that is shipped (ADR 21)', () => {
  it('has everything that our sources use of it', () => {
    const drawing = sourcesIn('src').filter(({ path }) => /^src\/(ui\/|index|main-tv)/.test(path));
    expect(drawing.some(({ text }) => text.includes('Lightning.'))).toBe(true);
    expect(drawing.flatMap((source) => cutUses(source).map((use) => `${source.path}: ${use}`))).toEqual([]);
  });

  it.each([
    ["import { Router } from '@lightningjs/sdk';", 'Router'],
    ["import { Language as words } from '@lightningjs/sdk';", 'Language'],
    ["import { BloomComponent } from '@lightningjs/core';", 'BloomComponent'],
    ['const part = Lightning.components;', 'Lightning.components'],
    ['const shader = { type: Lightning.shaders.Grayscale };', 'Lightning.shaders'],
    ['const noise = Lightning.textures.NoiseTexture;', 'Lightning.textures.NoiseTexture'],
    ['const row = { flex: { direction: "row" } };', 'flex'],
    ['const text = { text: { advancedRenderer: true } };', 'advancedRenderer'],
    ['this.tag("Dot").animation({ duration: 1 }).start();', 'animation'],
    ['class A extends Lightning.Component { static _states() { return []; } }', '_states'],
    ['this._setState("Open");', '_setState'],
    ['const picture = { rtt: true };', 'rtt'],
    ['const text = { text: { maxLines: 2 } };', 'maxLines'],
    ['class A extends Lightning.Component { static language() { return "de"; } }', 'language']
  ])('would tell of %s', (text, part) => {
    expect(screen(text)).toEqual([part]);
  });

  it.each([
    "import { AppData, Launch, Lightning, type FontFaceDefinition } from '@lightningjs/sdk';",
    "import type { Router } from '@lightningjs/sdk';",
    'class A extends Lightning.Component { language = "de"; }',
    'const plate = Lightning.Tools.getRoundRect(1, 1, 1);',
    'const picture = { type: Lightning.textures.ImageTexture };',
    'const options: Lightning.shaders.Grayscale | null = null;'
  ])('has nothing against %s', (text) => {
    expect(screen(text)).toEqual([]);
  });

  it('is asked for by no setting either: pictures are decoded without a worker', () => {
    const { appSettings } = JSON.parse(readFileSync(join(ROOT, 'settings.json'), 'utf8')) as {
      appSettings: { stage: { useImageWorker: boolean } };
    };
    expect(appSettings.stage.useImageWorker).toBe(false);
  });

  it('is a list with names in it', () => {
    expect(Object.keys(shipped())).toContain('Component');
    expect(shipped()['textures']).toContain('TextTexture');
  });

  it.each(Object.keys(CUTS))('is cut where Lightning has something to cut (%s)', (name) => {
    const cuts = Object.entries(CUTS[name] as object) as [string, string][];
    const missing = cuts.flatMap(([part, substitute]) =>
      [`node_modules/${part}`, `webpack/lightning/${substitute}.js`].filter(
        (path) => !existsSync(join(ROOT, path))
      )
    );
    expect(missing).toEqual([]);
  });
});
