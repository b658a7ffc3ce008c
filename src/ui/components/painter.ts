import { Lightning } from '@lightningjs/sdk';
import { PictureNode } from './picture-node';
import { QrNode } from './qr-node';
import { RingNode } from './ring-node';
import { ShapeNode } from './shape-node';
import { TextNode } from './text-node';
import type { GroupPart, Part, PressPart } from '../page';
import { colorOf, type Brush } from './brush';

interface INode extends Lightning.Component {
  show(part: Part, brush: Brush): void;
}

const RING = 6;
const WHITE = 0xffffffff;

/** What a part was drawn with; `within`: which press inside a group was lit. */
type Drawn = { readonly part: Part; readonly brush: Brush; readonly within: string };

/** Draws parts, and draws again only those that changed: a step of the focus colours two of them. */
export class Painter extends Lightning.Component {
  private _last: readonly Drawn[] = [];

  /** Draws all of them; `focus` names the press that is lit. */
  paint(parts: readonly Part[], brush: Brush, focus: string): void {
    const drawn = parts.map((part: Part, at: number): Drawn => {
      const isLit = brush.isLit || (part.kind === 'press' && part.id === focus);
      const rtl = brush.rtl && !(part.kind === 'group' && part.fixed);
      const now = { part, brush: { ...brush, isLit, rtl }, within: holds(part, focus) ? focus : '' };
      this._drawPart(now, focus, at);
      return now;
    });
    while (this.children.length > parts.length) {
      this.childList.removeAt(this.children.length - 1);
    }
    this._last = drawn;
  }

  private _drawPart(now: Drawn, focus: string, at: number): void {
    const last = this._last[at];
    const { part, brush } = now;
    const isKnown = last !== undefined && isSame(last.part, part);
    if (isKnown && last.within === now.within && isSame(last.brush, brush)) {
      return;
    }
    if (last === undefined || last.part.kind !== part.kind) {
      this._drawAnew(part.kind, at, last !== undefined);
    }
    const node = this.children[at] as unknown as INode & GroupNode;
    if (part.kind === 'group' || part.kind === 'press') {
      node.showGroup(part, brush, focus);
    } else if (isKnown && isSame({ ...last.brush, isLit: brush.isLit }, brush) && 'ink' in part) {
      node.color = colorOf(part, brush);
    } else {
      node.show(part, brush);
    }
  }

  private _drawAnew(kind: Part['kind'], at: number, replaces: boolean): void {
    if (replaces) {
      this.childList.removeAt(at);
    }
    this.childList.addAt(this.stage.c({ type: NODES[kind] }), at);
  }
}

/** Parts inside a part, relative to it; a press also has its plate and, with the focus, its ring. */
export class GroupNode extends Lightning.Component {
  static override _template(): object {
    return { Ring: { alpha: 0, mount: 0.5 }, Inside: { type: Painter } };
  }

  /** Draws the part and all inside it. */
  showGroup(part: GroupPart | PressPart, brush: Brush, focus: string): void {
    const { x, y, w, h } = part;
    this.patch({ x, y, w, h });
    const inside = part.kind === 'press' ? plateOf(part).concat(part.inside) : part.inside;
    (this.tag('Inside') as Painter).paint(inside, brush, focus);
    if (part.kind === 'press') {
      this._drawRing(part, brush);
    }
  }

  private _drawRing({ w, h, radius }: PressPart, brush: Brush): void {
    const round = Math.min(radius, w / 2, h / 2) + RING;
    const ring = this.tag('Ring') as Lightning.Element;
    if (brush.isLit) {
      ring.patch({
        x: w / 2,
        y: h / 2,
        color: brush.colors.accent,
        texture: Lightning.Tools.getRoundRect(w + 2 * RING, h + 2 * RING, round, RING, WHITE, false, 0)
      });
    }
    // Last: shown with its old texture, it would load that once more and keep it.
    ring.alpha = brush.isLit ? 1 : 0;
  }
}

function plateOf({ w, h, radius, look }: PressPart): readonly Part[] {
  return look === 'plate' ? [{ kind: 'shape', x: 0, y: 0, w, h, radius, ink: 'tile', lit: 'paper' }] : [];
}

/** Whether the press lies inside a group, which has to be drawn again when the focus comes or goes. */
function holds(part: Part, id: string): boolean {
  return (
    part.kind === 'group' &&
    part.inside.some((each: Part): boolean => (each.kind === 'press' && each.id === id) || holds(each, id))
  );
}

/** Whether two parts, or what they were drawn with, say the same. A page that is drawn again is mostly the same one. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other || !isData(one) || !isData(other)) {
    return one === other;
  }
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name: string): boolean => isSame(one[name], other[name]))
  );
}

function isData(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

const NODES: { readonly [kind in Part['kind']]: Lightning.Component.Constructor } = {
  text: TextNode,
  shape: ShapeNode,
  ring: RingNode,
  qr: QrNode,
  picture: PictureNode,
  group: GroupNode,
  press: GroupNode
};
