import type { AdminAnswer, AdminAsk, AdminState } from '../model/admin-state';
import type { Effect, Message } from '../model/message';

/** Nobody looks after the gateway from here. */
export const CLOSED: AdminState = {
  page: 'closed',
  words: null,
  table: 'sessions',
  rows: null,
  next: null,
  id: '',
  act: null,
  code: null,
  ask: null,
  nth: 0,
  why: null
};

/** Where Back leads within these pages; from the others it leads out. */
const PARENT: { readonly [page: string]: AdminState['page'] } = {
  newPin: 'code',
  pin: 'menu',
  table: 'menu',
  row: 'table',
  sure: 'row'
};

/** The one question that is out. */
export function askAdmin({ ask, nth }: AdminState): readonly Effect[] {
  return ask === null ? [] : [{ type: 'askAdmin', ask, nth }];
}

/** What the pages of whoever runs a gateway show after this message. */
export function reduceAdmin(state: AdminState, message: Message): AdminState {
  switch (message.type) {
    case 'openDialog':
      return message.dialog === 'admin'
        ? {
            ...CLOSED,
            nth: state.nth,
            page: message.about === 'setUp' ? 'code' : 'menu',
            ask: { what: 'words' }
          }
        : state;
    case 'admin':
      return { ...state, why: null, ...message.change, nth: state.nth + 1 };
    case 'cancel':
      return state.page === 'closed' ? state : steppedBack(state);
    case 'answer':
      return message.to.type === 'askAdmin' && state.ask !== null
        ? onAnswer({ ...state, ask: null, code: null }, state.ask, message.outcome)
        : state;
    default:
      return state;
  }
}

function steppedBack(state: AdminState): AdminState {
  const page = PARENT[state.page];
  return page === undefined ? CLOSED : { ...state, page, ask: null, code: null, why: null };
}

type Outcome = Extract<Message, { type: 'answer' }>['outcome'];

function onAnswer(state: AdminState, ask: AdminAsk, outcome: Outcome): AdminState {
  switch (outcome.type) {
    case 'adminAnswered':
      return onTold(state, ask, outcome.answer);
    case 'failed':
      return { ...state, why: outcome.failure.code };
    default:
      return state;
  }
}

function onTold(state: AdminState, ask: AdminAsk, answer: AdminAnswer): AdminState {
  switch (answer.kind) {
    case 'worded':
      return { ...state, words: answer.words };
    case 'listed': {
      const { rows, next } = answer;
      const isMore = ask.what === 'list' && ask.after !== null;
      return { ...state, rows: isMore ? (state.rows || []).concat(rows) : rows, next };
    }
    case 'refused':
      return onRefused(state, ask, answer.why);
    case 'done':
      return onDone(state, ask);
  }
}

/** Whoever has not given the PIN for a while is asked for it; a set-up code that does not count is typed anew. */
function onRefused(state: AdminState, ask: AdminAsk, why: NonNullable<AdminState['why']>): AdminState {
  const page = why === 'pinNeeded' ? 'pin' : ask.what === 'setUp' ? 'code' : state.page;
  return { ...state, page, why: why === 'pinNeeded' ? null : why };
}

/** What was changed, or may be seen now, is looked at. */
function onDone(state: AdminState, ask: AdminAsk): AdminState {
  switch (ask.what) {
    case 'setUp':
      return { ...state, page: 'menu' };
    case 'unlock':
    case 'act': {
      const { table, nth } = state;
      return {
        ...state,
        page: 'table',
        rows: null,
        next: null,
        ask: { what: 'list', table, after: null },
        nth: nth + 1
      };
    }
    default:
      return state;
  }
}
