import { failureOf } from '../../core/model/failure';
import { flagOf, listOf, numberOf, textOf } from '../../core/wire';
import { begin, sendOnce } from './ask';
import { readAnswer, refusalIn } from './answer';
import type {
  AdminAct,
  AdminAnswer,
  AdminAsk,
  AdminFlag,
  AdminRefusal,
  AdminRow,
  AdminTable,
  AdminWords
} from '../../core/model/admin-state';
import type { IAdmin } from '../../core/ports';
import type { Fields } from '../../core/wire';
import type { Question } from './ask';
import type { GatewayContext } from './interfaces';

const REFUSALS: { readonly [code: string]: AdminRefusal } = {
  SETUP_CODE_WRONG: 'codeWrong',
  SETUP_OVER: 'codeWrong',
  ADMIN_PIN_WRONG: 'pinWrong',
  ADMIN_PIN_NEEDED: 'pinNeeded',
  LAST_ADMIN: 'lastAdmin',
  TOO_MANY_REQUESTS: 'tooMany'
};

const PATHS: { readonly [table in AdminTable]: string } = {
  sessions: 'sessions?all=true&',
  users: 'users?',
  audit: 'audit?'
};

const DONE: AdminAnswer = { kind: 'done' };

/** What whoever runs the gateway does with it from a screen. */
export class GatewayAdmin implements IAdmin {
  constructor(
    private readonly _context: GatewayContext,
    private readonly _go: (url: string) => void
  ) {}

  public ask(ask: AdminAsk): Promise<AdminAnswer> {
    switch (ask.what) {
      case 'setUp':
        return this._change('setup', { code: ask.code.reveal(), adminPin: ask.pin.reveal() });
      case 'remember':
        return this._change('session/remember', { remember: ask.remember });
      case 'unlock':
        return this._do('POST', 'admin/unlock', { pin: ask.pin.reveal() });
      case 'list':
        return this._list(ask.table, ask.after);
      case 'words':
        return this._do('GET', 'admin/words', undefined, (words) => ({
          kind: 'worded',
          words: words as AdminWords
        }));
      case 'act':
        return this._act(ask.act, encodeURIComponent(ask.id));
      case 'handOver':
        return this._do('POST', 'hand-over', undefined, (answer) => this._left(answer));
    }
  }

  /** What changes the session: it is looked at anew. */
  private _change(path: string, body: object): Promise<AdminAnswer> {
    return this._do('POST', path, body, () => begin(this._context).then((): AdminAnswer => DONE));
  }

  private _act(act: AdminAct, id: string): Promise<AdminAnswer> {
    switch (act) {
      case 'endSession':
        return this._do('DELETE', 'sessions/' + id);
      case 'remove':
        return this._do('DELETE', 'users/' + id);
      case 'makeAdmin':
      case 'makeUser':
        return this._do('PATCH', 'users/' + id, { role: act === 'makeAdmin' ? 'admin' : 'user' });
      case 'enable':
      case 'disable':
        return this._do('PATCH', 'users/' + id, { disabled: act === 'disable' });
    }
  }

  private _do(
    method: Question['method'],
    path: string,
    body?: object,
    then: (answer: Fields) => AdminAnswer | Promise<AdminAnswer> = (): AdminAnswer => DONE
  ): Promise<AdminAnswer> {
    const question = { method, path: '/api/' + path };
    return sendOnce(this._context, body === undefined ? question : { ...question, body }).then((reply) => {
      const why = REFUSALS[refusalIn(reply).code];
      return why === undefined ? Promise.resolve(readAnswer(reply)).then(then) : { kind: 'refused', why };
    });
  }

  private _left(answer: Fields): AdminAnswer {
    const url = textOf(answer['url']);
    if (url === null) {
      throw failureOf('malformedReply');
    }
    this._go(url);
    return DONE;
  }

  private _list(table: AdminTable, after: string | null): Promise<AdminAnswer> {
    const path = PATHS[table] + (after === null ? '' : 'after=' + encodeURIComponent(after));
    return this._do('GET', path, undefined, (answer) => this._listed(table, after || '', answer));
  }

  private _listed(table: AdminTable, after: string, answer: Fields): AdminAnswer {
    const wall = this._context.ports.clock.wall();
    const read = { sessions: sessionRow, users: userRow, audit: auditRow }[table];
    const lines = listOf(answer[table === 'audit' ? 'entries' : table]);
    const rows = lines.map((each, at) => read(each, wall, after + '.' + at));
    return { kind: 'listed', rows, next: textOf(answer['next']) };
  }
}

type Read = (fields: Fields, wall: number, place: string) => AdminRow;

const texts = (fields: Fields, names: readonly string[]): readonly string[] =>
  names.map((name) => textOf(fields[name]) || '').filter((text) => text !== '');
const ago = (fields: Fields, name: string, wall: number): number =>
  Math.max(0, wall - (numberOf(fields[name]) || wall));
const flagged = (is: boolean, flag: AdminFlag): readonly AdminFlag[] => (is ? [flag] : []);

const sessionRow: Read = (fields, wall) => ({
  id: textOf(fields['id']) || '',
  title: textOf(fields['userTitle']) || '…',
  facts: texts(fields, ['screenName', 'address', 'agent']),
  flags: flagged(flagOf(fields['isThis']), 'mine'),
  agoMs: ago(fields, 'lastSeenAt', wall),
  acts: ['endSession']
});

const userRow: Read = (fields, wall) => {
  const isAdmin = fields['role'] === 'admin';
  const isOut = flagOf(fields['disabled']);
  return {
    id: textOf(fields['id']) || '',
    title: textOf(fields['title']) || '…',
    facts: [],
    flags: flagged(isAdmin, 'admin').concat(flagged(isOut, 'disabled')),
    agoMs: ago(fields, 'createdAt', wall),
    acts: [isAdmin ? 'makeUser' : 'makeAdmin', isOut ? 'enable' : 'disable', 'remove']
  };
};

const auditRow: Read = (fields, wall, place) => ({
  id: place,
  title: textOf(fields['event']) || '…',
  facts: texts(fields, ['detail', 'screenName', 'address', 'agent']),
  flags: flagged(fields['outcome'] === 'refused', 'refused').concat(
    flagged(flagOf(fields['unusual']), 'unusual')
  ),
  agoMs: ago(fields, 'at', wall),
  acts: []
});
