import { breakText } from './break-text';
import { pixelsOf } from './theme';
import type { Route } from '../core/model/session-state';
import type { Ink } from './page';
import type { Sight } from './sight';
import type { Texts } from './texts/texts';

/** Slower than this, a picture comes late. */
const SLOW_MS = 250;

/** Facts beside each other, as one line. */
export function factLine(facts: readonly string[]): string {
  return facts.filter((each: string): boolean => each !== '').join(' · ');
}

/** A name and facts as one line: a long name gives way, so that what we say of it is never cut. */
export function namedLine(sight: Sight, name: string, facts: readonly string[], w: number): string {
  const rest = factLine(['', ' '].concat(facts));
  const room = w - sight.measure(rest, pixelsOf('hint', sight.large), false);
  const short = breakText(sight, name, { size: 'hint', bold: false, w: room, lines: 1 }).text;
  return factLine([short].concat(facts));
}

/** How a server is reached: by which way, how safe, how fast. */
export function routeFacts(
  texts: Texts,
  route: Pick<Route, 'class' | 'secure'>,
  ms: number | null
): string[] {
  const { say } = texts;
  const way = { local: 'route.local', remote: 'route.remote', relay: 'route.relay' } as const;
  return [
    say(way[route.class]),
    say(route.secure ? 'route.secure' : 'route.plain'),
    ms === null ? '' : say('route.ms', { n: Math.round(ms) }),
    route.class === 'relay' ? say('route.lower') : ''
  ];
}

/** The dot that goes with it; what it means is always said in words too. */
export function routeInk(route: Pick<Route, 'class' | 'secure'>, ms: number | null): Ink {
  const isWell = route.class !== 'relay' && route.secure && (ms === null || ms < SLOW_MS);
  return isWell ? 'good' : 'fair';
}

/** The first letter large, where a script has large letters. */
export function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
