import { failureOf } from '../../core/model/failure';
import { fieldsOf, listOf, numberOf, textOf } from '../../core/wire';
import { need } from './answer';
import { askGateway, begin } from './ask';
import { leave, leaveIfLeft } from './leave';
import { keepRefresh } from './tokens';
import type { ProviderId } from '../../core/model/config';
import type { Code, Person, SignIn } from '../../core/model/session-state';
import type { CodeAnswer, IProvider, Known, Restored, Written } from '../../core/ports';
import type { Fields } from '../../core/wire';
import type { Question } from './ask';
import type { GatewayContext } from './interfaces';

/** The gateway's own patience for a code that waits for its turn at plex.tv. */
const MINT_MS = 25000;
const LOOK_MS = 20000;
/** Two codes are looked at in turn, and the one that was approved may be the other. */
const GLANCE_MS = 2000;

/** Signing in at Plex or TMDB by way of the gateway, which keeps everything but the code on the screen. */
export class GatewayProvider implements IProvider {
  public readonly hasServers: boolean;

  constructor(
    private readonly _id: ProviderId,
    private readonly _context: GatewayContext,
    private readonly _remember: () => boolean
  ) {
    this.hasServers = _id === 'plex';
  }

  public restore(): Promise<Restored> {
    return leaveIfLeft(this._context)
      .then(() => this._ask('GET', 'restore'))
      .then((found) => this._restored(found));
  }

  /** Out of the queue it comes with the next question; until then the screen says how many are before it. */
  public requestCode(): Promise<Code> {
    return this._ask('POST', 'oauth/pin', { waitMs: MINT_MS }).then((reply) => {
      const queued = fieldsOf(reply['queued']);
      if (queued !== null) {
        throw { ...failureOf('busy', 202, 1000), place: numberOf(queued['place']) || 0 };
      }
      return this._code(reply);
    });
  }

  public checkCode(codeId: string): Promise<CodeAnswer> {
    const { memory } = this._context;
    const waitMs = memory.looked === codeId ? LOOK_MS : GLANCE_MS;
    memory.looked = codeId;
    const path = 'oauth/pin/' + encodeURIComponent(codeId) + '/check?waitMs=' + waitMs;
    return this._ask('GET', path, { waitMs }).then((answer): CodeAnswer => {
      need(textOf(answer['kind']));
      return answer as CodeAnswer;
    });
  }

  public acceptToken(token: string): Promise<Written> {
    return this._ask('POST', 'oauth/token', { body: { token } }).then((answer) => ({
      durable: answer['remembered'] === true
    }));
  }

  /** Whoever has just signed in has a new session, and may be allowed more than nobody was. */
  public loadAccount(): Promise<Known> {
    return this._ask('POST', 'account', { body: { remember: this._remember() } }).then((answer) => {
      const { memory } = this._context;
      memory.pass = textOf(answer['csrf']) || memory.pass;
      memory.isOut = false;
      return keepRefresh(this._context, answer).then(({ durable }) => {
        const known = knownIn(answer);
        const go = (): Known => ({ ...known, remembered: known.remembered && durable });
        return begin(this._context).then(go, go);
      });
    });
  }

  public confirmAccount(): Promise<void> {
    return this._ask('POST', 'validate').then((): void => undefined);
  }

  public listProfiles(): Promise<readonly Person[]> {
    return this._ask('GET', 'profiles').then(
      (answer) => listOf(answer['profiles']) as unknown as readonly Person[]
    );
  }

  public openProfile(profileId: string, pin: string | null): Promise<Known> {
    return this._ask('POST', 'profiles/open', { body: { profileId, pin } }).then(knownIn);
  }

  public revoke(): Promise<void> {
    return leave(this._context);
  }

  private _ask(
    method: Question['method'],
    path: string,
    rest: Pick<Question, 'body' | 'waitMs'> = {}
  ): Promise<Fields> {
    return askGateway(this._context, { method, path: '/api/' + this._id + '/' + path, ...rest });
  }

  private _restored(found: Fields): Restored {
    const remembered = found['remembered'] === true;
    switch (found['kind']) {
      case 'nothing':
        return { kind: 'nothing' };
      case 'claimed':
        return { kind: 'claimed', remembered };
      case 'code':
        return { kind: 'code', code: this._code(found) };
      case 'signedIn':
        return { kind: 'signedIn', ...knownIn(found) };
      default:
        throw failureOf('malformedReply');
    }
  }

  /** The gateway's clock is another one, so that a life crosses the wire and never an end. */
  private _code(reply: Fields): Code {
    const code = need(fieldsOf(reply['code']));
    const lifeMs = need(numberOf(code['lifeMs']));
    return {
      id: need(textOf(code['id'])),
      text: textOf(code['text']) || '',
      link: need(textOf(code['link'])),
      expiresAt: this._context.ports.clock.now() + lifeMs
    };
  }
}

function knownIn(answer: Fields): Known {
  const signIn = need(fieldsOf(answer['signIn']));
  return { signIn: signIn as unknown as SignIn, remembered: answer['remembered'] === true };
}
