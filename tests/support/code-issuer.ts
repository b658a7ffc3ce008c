import { failureOf } from '../../src/core/model/failure';
import type { Failure } from '../../src/core/model/failure';
import type { HttpReply, HttpRequest, IHttp } from '../../src/core/ports';
import type { VirtualClock } from './virtual-clock';

export type Seen = { readonly at: number; readonly kind: 'mint' | 'poll'; readonly id: string };

/** plex.tv's code counter in virtual time: notes each request, answers what a test wants. The simulator has only real time. */
export class CodeIssuer implements IHttp {
  public readonly seen: Seen[] = [];
  /** Instead of an answer. */
  public trouble: (() => Failure | HttpReply) | null = null;
  public lifeS = 900;
  public readonly approved = new Set<string>();
  private _minted = 0;

  constructor(
    private readonly _clock: VirtualClock,
    private readonly _latencyMs = 0
  ) {}

  public send(request: HttpRequest): Promise<HttpReply> {
    const isMint = request.method === 'POST';
    const id = isMint ? String(1000 + ++this._minted) : (request.url.split('/').pop() ?? '');
    this.seen.push({ at: this._clock.now(), kind: isMint ? 'mint' : 'poll', id });
    const said = this._answer(id);
    return new Promise((resolve, reject) => {
      const settle = (): void => ('status' in said && 'text' in said ? resolve(said) : reject(said));
      if (this._latencyMs === 0) settle();
      else this._clock.after(this._latencyMs, settle);
    });
  }

  /** When each poll of a code came. */
  public pollsOf(id: string): readonly number[] {
    return this.seen.filter((each) => each.kind === 'poll' && each.id === id).map(({ at }) => at);
  }

  /** The most requests in any stretch of that length. */
  public busiest(windowMs: number): number {
    const at = this.seen.map((each) => each.at);
    return Math.max(
      0,
      ...at.map((from) => at.filter((each) => each >= from && each < from + windowMs).length)
    );
  }

  private _answer(id: string): Failure | HttpReply {
    if (this.trouble !== null) return this.trouble();
    const authToken = this.approved.has(id) ? `token-of-${id}` : null;
    return replyOf(200, { id: Number(id), code: `C${id.slice(-3)}`, expiresIn: this.lifeS, authToken });
  }
}

export function replyOf(status: number, body: unknown, headers: { [name: string]: string } = {}): HttpReply {
  return { status, text: JSON.stringify(body), url: null, header: (name) => headers[name] ?? null };
}

export const away = (): Failure => failureOf('connectionRefused');
