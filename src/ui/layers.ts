import { Painter } from './components/painter';
import { freeUnseen } from './drawing';
import { topOf } from './focus';
import { handed } from './handed';
import { debugStrip } from './screens/diagnostics';
import { MOTION_S, SCREEN } from './theme';
import type { Lightning } from '@lightningjs/sdk';
import type { SessionState } from '../core/model/session-state';
import type { Brush } from './components/brush';
import type { Part, Picture } from './page';
import type { Sight } from './sight';

/** How far beyond the picture the ground reaches, so that its edge is never seen when it steps aside. */
const BLEED = 12;
const FLOOR = { x: -BLEED, y: -BLEED, w: SCREEN.w + 2 * BLEED, h: SCREEN.h + 2 * BLEED };
const BLACK = 0xff000000;
/** Pixels of textures that may lie about unused: four bytes each. */
const LITTER = 500000;
/** Softly, but never from nothing: what stays, such as the name at the top, would blink. */
const FADE_FROM = 0.5;
const NOTHING: readonly Part[] = [];

/** What lies over what; the night is drawn over all of it where nobody touches anything for long. */
export const LAYERS = {
  Ground: { rect: true, ...FLOOR },
  Under: { type: Painter },
  Gone: { type: Painter, alpha: 0 },
  Veil: { rect: true, ...FLOOR, alpha: 0 },
  Over: { type: Painter },
  Strip: { type: Painter, alpha: 0.85 },
  Night: { rect: true, ...FLOOR, color: BLACK, alpha: 0 }
};

/** Draws both pages; only the upper one has a focus. */
export function drawLayers(
  on: Lightning.Component,
  { ground, over }: Picture,
  focus: string,
  brush: Brush
): void {
  const color = brush.colors.ground;
  on.patch({ Ground: { color }, Veil: { color, alpha: over === null ? 0 : 1 } });
  (on.tag('Under') as Painter).paint(ground.parts, brush, over === null ? focus : '');
  (on.tag('Over') as Painter).paint(over === null ? NOTHING : over.parts, brush, focus);
}

/** What the app is doing, over all of it, where the page's address asks for that. */
export function drawStrip(on: Lightning.Component, state: SessionState, sight: Sight, brush: Brush): void {
  if (handed().debug) {
    (on.tag('Strip') as Painter).paint(debugStrip(state, sight), brush, '');
  }
}

/** A new page comes in softly, and what the last one was drawn with goes; an update of the same page is simply there. */
export function enterPage(
  on: Lightning.Component,
  last: Picture | null,
  now: Picture,
  isCalm: boolean,
  brush: Brush
): void {
  const { stage } = on;
  const isNew = last !== null && topOf(last).name !== topOf(now).name;
  if (isNew && !isCalm) {
    const node = on.tag(now.over === null ? 'Under' : 'Over');
    node.alpha = FADE_FROM;
    node.setSmooth('alpha', 1, { duration: MOTION_S });
  }
  const isRenewed = last !== null && !isNew && codeIn(last) !== codeIn(now);
  fadeAway(on, isRenewed && !isCalm ? last.ground.parts.filter(isFixed) : NOTHING, brush);
  if (isNew || stage.usedMemory - tidied > LITTER) {
    stage.once('frameEnd', (): void => {
      freeUnseen(stage);
      tidied = stage.usedMemory;
    });
  }
}

/** What a code was drawn with lies over the new one and goes softly: two codes at once cannot be told apart. */
function fadeAway(on: Lightning.Component, parts: readonly Part[], brush: Brush): void {
  const gone = on.tag('Gone') as Painter;
  if (parts.length > 0) {
    gone.alpha = 1;
    gone.setSmooth('alpha', 0, { duration: 2 * MOTION_S });
  }
  if (parts.length > 0 || gone.alpha === 0) {
    gone.paint(parts, brush, '');
  }
}

/** The code and its picture keep their order in every direction of writing. */
function isFixed(part: Part): boolean {
  return part.kind === 'group' && part.fixed;
}

/** What a code consists of, where one is to be seen. */
function codeIn({ ground, over }: Picture): string {
  return ground.name === 'link' && over === null ? JSON.stringify(ground.parts.filter(isFixed)) : '';
}

/** How much was in use after the last tidying. */
let tidied = 0;
