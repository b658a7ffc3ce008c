// promises: P2
import { actOf, idsOn, pressNamed, seenPage, textsOf, textsOn } from '../../support/seen-page';
import { STATES } from '../../screens/states';
import type { ConnectionState, Look, SessionState } from '../../../src/core/model/session-state';
import type { ShapePart } from '../../../src/ui/page';

type Choosing = Extract<ConnectionState, { kind: 'choosingServer' }>;
const state = (name: string): SessionState => STATES[name] as SessionState;
const dotOf = (name: string, id: string): string =>
  (pressNamed(seenPage(state(name)), id).inside[0] as ShapePart).ink;

function lookedAt(look: Look): SessionState {
  const connection = state('servers').connection as Choosing;
  return { ...state('servers'), connection: { ...connection, looks: { attic: look } } };
}

describe('the choice of a server', () => {
  it.each([
    ['server:attic', 'good', 'On this network · secure · 4 ms', 'Yours'],
    ['server:nas', 'good', 'Over the internet · secure · 38 ms', 'Shared with you'],
    ['server:office', 'fair', 'Only by relay · secure · 210 ms · lower quality', 'Yours'],
    ['server:cabin', 'bad', 'Not answering', 'Yours']
  ])('says of %s how well it is reached, in colour and in words', (id, dot, facts, whose) => {
    expect(dotOf('servers', id)).toBe(dot);
    expect(textsOf(seenPage(state('servers')), id)).toEqual(expect.arrayContaining([facts, whose]));
  });

  it('lets an address be typed on a set of one’s own, and at a gateway by whoever runs it', () => {
    const set = state('servers');
    const ids = (kiosk: boolean, admin: boolean): readonly string[] => {
      const capabilities = { ...set.config.capabilities, admin };
      return idsOn(seenPage({ ...set, config: { ...set.config, kiosk, capabilities } }));
    };
    expect(ids(false, false)).toContain('address');
    expect(ids(true, true)).toContain('address');
    expect(ids(true, false)).not.toContain('address');
    expect(ids(true, false)).toContain('again');
  });

  it('says which one is being looked at, and which are still to come', () => {
    const page = seenPage(state('serversLooking'));
    expect(textsOf(page, 'server:nas')).toContain('Looking for it');
    expect(textsOf(page, 'server:office')).toContain('Not looked at yet');
  });

  it('says more than "not answering" where more is known', () => {
    const page = seenPage(lookedAt({ kind: 'failed', reason: { code: 'certificateUntrusted' } }));
    expect(textsOf(page, 'server:attic').join(' ')).toContain('certificate');
  });

  it('counts a slow or an unencrypted way as fair', () => {
    const uri = 'http://192.168.1.5:32400';
    const server = (state('servers').connection as Choosing).servers[0] as Choosing['servers'][0];
    const ways = [
      { server, uri, class: 'local' as const, secure: false, latencyMs: 3 },
      { server, uri, class: 'remote' as const, secure: true, latencyMs: 900 }
    ];
    ways.forEach((route) => {
      const page = seenPage(lookedAt({ kind: 'reached', route }));
      expect((pressNamed(page, 'server:attic').inside[0] as ShapePart).ink).toBe('fair');
    });
  });

  it('begins with the first server; choosing names it by id', () => {
    const page = seenPage(state('servers'));
    expect(page.first).toBe('server:attic');
    expect(actOf(page, 'server:nas')).toEqual({ type: 'chooseServer', serverId: 'nas' });
  });

  it('takes an address and looks again', () => {
    const page = seenPage(state('servers'));
    expect(actOf(page, 'address')).toEqual({ type: 'typeAddress' });
    expect(actOf(page, 'again')).toEqual({ type: 'lookAgain' });
  });

  it('says that the list is asked for anew, and why there is no newer one', () => {
    expect(textsOn(seenPage(state('serversAgain')))).toContain('Asking plex.tv which servers are yours');
    expect(textsOn(seenPage(state('serversFail'))).join(' ')).toContain(
      'The address could not be looked up.'
    );
    expect(idsOn(seenPage(state('serversFail')))).toContain('server:attic');
  });

  it('has a way on where there is no server at all', () => {
    const page = seenPage(state('serversNone'));
    expect(textsOn(page).join(' ')).toContain('No media server yet');
    expect(page.first).toBe('again');
  });

  it('shows as many of forty as there is room for, and keeps their place while a button has the focus', () => {
    const page = seenPage(state('serversMany'), { focus: 'server:server-9@7' });
    expect(textsOn(page)).toContain('8–11 of 40');
    expect(textsOn(seenPage(state('serversMany'), { focus: 'address@7' }))).toContain('8–11 of 40');
    expect(actOf(page, 'address@7')).toEqual({ type: 'typeAddress' });
  });
});
