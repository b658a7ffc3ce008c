import { mayAllow, type Trouble } from './trouble-facts';
import type { Server, SessionState } from '../../core/model/session-state';
import type { Choice } from '../parts';
import type { Sight } from '../sight';

/** Trying comes first and harms nothing; leaving the account asks once more. */
export function troubleChoices(state: SessionState, trouble: Trouble, { texts }: Sight): readonly Choice[] {
  const { say } = texts;
  const choice = (is: boolean, made: Choice): readonly Choice[] => (is ? [made] : []);
  const isOnWay = trouble.at === 'listing' || trouble.at === 'server';
  const hasTried = trouble.reason.tried !== undefined && trouble.reason.tried.length > 0;
  const needsGateway = trouble.reason.code === 'serverNeedsGateway' && !state.config.kiosk;
  const retry: Choice = { id: 'retry', label: say('trouble.try'), act: { type: 'retryNow' } };
  return [retry].concat(
    choice(mayAllow(state, trouble), allow(trouble.server, say('trouble.allow'))),
    choice(needsGateway, {
      id: 'gateway',
      label: say('trouble.address'),
      act: { type: 'openDialog', dialog: 'gateway' }
    }),
    choice(isOnWay, { id: 'other', label: say('trouble.other'), act: { type: 'switchServer' } }),
    choice(hasTried, {
      id: 'tried',
      label: say('trouble.tried'),
      act: { type: 'openDialog', dialog: 'tried' }
    }),
    choice(trouble.at === 'restoring', {
      id: 'settings',
      label: say('settings.title'),
      act: { type: 'openDialog', dialog: 'settings' }
    }),
    { id: 'out', label: say('account.signOut'), act: { type: 'openDialog', dialog: 'confirmSignOut' } }
  );
}

function allow(server: Server | null, label: string): Choice {
  return { id: 'allow', label, act: { type: 'allowInsecure', serverId: server === null ? '' : server.id } };
}
