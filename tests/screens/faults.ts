import { SAFE, SCREEN } from '../../src/ui/theme';
import type { Box } from '../../src/ui/page';
import type { Leaf } from './leaves';

/** Sets cut up to five percent. A plate that runs to an edge of the screen is meant to be cut. */
const FRAME: Box = { x: SAFE.x, y: SAFE.y, w: SCREEN.w - 2 * SAFE.x, h: SCREEN.h - 2 * SAFE.y };
const LOWEST_PRESS = 60;
/** Glyphs of half a pixel more are nobody's fault. */
const SLACK = 1;
/** Shorter names always have room. */
const LONG_NAME = 12;

type Rule = (leaves: readonly Leaf[], names: readonly string[]) => readonly string[];

/** What is wrong with a page, as sentences. `names` are texts of people and servers, which may be cut. */
export function faultsOn(leaves: readonly Leaf[], names: readonly string[]): readonly string[] {
  return RULES.flatMap((rule) => rule(leaves, names));
}

const safe: Rule = (leaves) =>
  leaves
    .filter((leaf) => !isInside(leaf, FRAME) && !runsToTheEdge(leaf))
    .map((leaf) => `${nameOf(leaf)} is outside the safe area: ${placeOf(leaf)}`);

const whole: Rule = (leaves, names) =>
  leaves
    .filter((leaf) => leaf.isCut === true && !isName(leaf.text ?? '', names))
    .map((leaf) => `${nameOf(leaf)} is cut`);

const fitting: Rule = (leaves) =>
  leaves
    .filter(({ w, room, kind }) => kind === 'text' && room !== undefined && w > room.w + SLACK)
    .map((leaf) => `${nameOf(leaf)} is ${Math.round(leaf.w)} wide and has room for ${leaf.room?.w}`);

const inPress: Rule = (leaves) =>
  leaves
    .filter(({ kind, press }) => kind === 'text' && press !== null)
    .filter((leaf) => !isInside(leaf, leaf.press as Box))
    .map((leaf) => `${nameOf(leaf)} leaves its press ${leaf.press?.id}: ${placeOf(leaf)}`);

const reachable: Rule = (leaves) =>
  leaves
    .filter(({ kind, h }) => kind === 'press' && h < LOWEST_PRESS)
    .map((leaf) => `${nameOf(leaf)} is only ${leaf.h} high`);

const apart: Rule = (leaves) => {
  const solid = leaves.filter(({ kind, text }) => kind !== 'shape' && text !== '');
  return solid.flatMap((one, at) =>
    solid
      .slice(at + 1)
      .filter((other) => areStrangers(one, other) && overlaps(one, other))
      .map((other) => `${nameOf(one)} and ${nameOf(other)} overlap: ${placeOf(one)} ${placeOf(other)}`)
  );
};

const RULES: readonly Rule[] = [safe, whole, fitting, inPress, reachable, apart];

/** A text lies on its own press, and a picture on the ring or the letter it takes the place of. */
function areStrangers(one: Leaf, other: Leaf): boolean {
  const isOwn = one.press !== null && other.press !== null && one.press.id === other.press.id;
  return isOwn ? one.kind === 'text' && other.kind === 'text' : !isPicture(one) && !isPicture(other);
}

function isPicture({ kind }: Leaf): boolean {
  return kind === 'picture' || kind === 'ring';
}

/** What was left out was left out of a name: the text ends with the beginning of one. */
function isName(text: string, names: readonly string[]): boolean {
  const kept = text.replace(/\s|…$|·…$/g, '');
  const begins = (name: string): boolean =>
    Array.from({ length: name.length }, (_, at) => name.slice(0, at + 1)).some((begin) =>
      kept.endsWith(begin)
    );
  return names.some((name) => name.length > LONG_NAME && begins(name.replace(/\s/g, '')));
}

function isInside(box: Box, frame: Box): boolean {
  return (
    box.x >= frame.x - SLACK &&
    box.y >= frame.y - SLACK &&
    box.x + box.w <= frame.x + frame.w + SLACK &&
    box.y + box.h <= frame.y + frame.h + SLACK
  );
}

function runsToTheEdge({ kind, x, y, w, h }: Leaf): boolean {
  return kind === 'shape' && (x <= 0 || y <= 0 || x + w >= SCREEN.w || y + h >= SCREEN.h);
}

function overlaps(one: Box, other: Box): boolean {
  const w = Math.min(one.x + one.w, other.x + other.w) - Math.max(one.x, other.x);
  const h = Math.min(one.y + one.h, other.y + other.h) - Math.max(one.y, other.y);
  return w > SLACK && h > SLACK;
}

function nameOf({ kind, text, press }: Leaf): string {
  return text === undefined
    ? `the ${kind}${kind === 'press' ? ` ${press?.id}` : ''}`
    : JSON.stringify(text.slice(-48));
}

function placeOf({ x, y, w, h }: Box): string {
  return `[${[x, y, x + w, y + h].map(Math.round).join(' ')}]`;
}
