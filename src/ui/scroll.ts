import type { Local } from './page';

/** The part of a list that is in view. An id says how far the list was scrolled when its item was reached. */
export type Scroll = {
  readonly from: number;
  readonly to: number;
  /** The id of the item at this place: with it comes a list in which the item has a neighbour on either side. */
  readonly idOf: (id: string, at: number) => string;
  /** The id of something beside the list, which leaves the list as it is. */
  readonly idBeside: (id: string) => string;
};

/** Three at least are in view: the one with the focus and its neighbours. Where all are, the focus is not looked at. */
export function scrollFor(count: number, room: number, local: Pick<Local, 'focus'>): Scroll {
  const last = Math.max(0, count - room);
  const held = (at: number): number => Math.max(0, Math.min(last, at));
  const mark = last === 0 ? null : /@(\d+)$/.exec(local.focus);
  const from = mark === null ? 0 : held(Number(mark[1]));
  const fromFor = (at: number): number =>
    at <= from ? held(at - 1) : at >= from + room - 1 ? held(at - room + 2) : from;
  return {
    from,
    to: Math.min(count, from + room),
    idOf: (id: string, at: number): string => marked(id, fromFor(at)),
    idBeside: (id: string): string => marked(id, from)
  };
}

/** The id of an item in a list that opens with this item in view. */
export function idOnOpening(count: number, room: number, id: string, at: number): string {
  const isNear = at < room - 1;
  return isNear ? id : scrollFor(count, room, { focus: marked('', at - 1) }).idOf(id, at);
}

/** The id as it is without the mark of how far a list was scrolled. */
export function plainId(id: string): string {
  return id.replace(/@\d+$/, '');
}

function marked(id: string, from: number): string {
  return from === 0 ? id : id + '@' + from;
}
