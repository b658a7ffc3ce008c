import { randomUUID } from 'node:crypto';
import type { SimRequest } from '../../kernel/types';
import type { SimUser, SimUsers } from '../users';

/** Who is looking at the pages, known by a cookie. `half`: the password was right, the second factor is missing. */
export type Visitor =
  | { readonly kind: 'stranger' }
  | { readonly kind: 'half'; readonly user: SimUser }
  | { readonly kind: 'in'; readonly user: SimUser };

export type Visitors = {
  of(request: SimRequest): Visitor;
  /** Signs a visitor in as far as this goes without a second factor; returns the header to send. */
  enter(user: SimUser): Readonly<Record<string, string>>;
  /** The second factor was right. */
  confirm(request: SimRequest): void;
  leave(request: SimRequest): void;
};

const COOKIE = 'sim_visitor';

function visitOf(request: SimRequest): string {
  const found = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(request.headers['cookie'] ?? '');
  return found?.[1] ?? '';
}

export function createVisitors(users: SimUsers): Visitors {
  const visits = new Map<string, { readonly userId: number; readonly half: boolean }>();
  return {
    of: (request) => {
      const visit = visits.get(visitOf(request));
      const user = visit === undefined ? null : users.byId(visit.userId);
      if (visit === undefined || user === null) return { kind: 'stranger' };
      return { kind: visit.half ? 'half' : 'in', user };
    },
    enter: (user) => {
      const id = randomUUID();
      visits.set(id, { userId: user.id, half: user.twoFactorCode !== null });
      return { 'set-cookie': `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax` };
    },
    confirm: (request) => {
      const id = visitOf(request);
      const visit = visits.get(id);
      if (visit !== undefined) visits.set(id, { ...visit, half: false });
    },
    leave: (request) => void visits.delete(visitOf(request))
  };
}
