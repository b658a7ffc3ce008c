import { actOf, textsOn } from '../../../support/page-words';
import { pageOf, stateOf, withConnection } from '../../../support/sign-in-pages';

describe('connecting', () => {
  it('says who is signed in, and which server is looked for', () => {
    const words = textsOn(pageOf(stateOf('connecting')));
    expect(words).toEqual(expect.arrayContaining(['Signed in as Marta', 'Looking for Attic']));
  });

  it('names no server that it does not know', () => {
    const track = { server: null, answeredAt: null, since: 0 };
    const words = textsOn(pageOf(withConnection(stateOf('connecting'), { track })));
    expect(words).toContain('Looking for your server');
    expect(textsOn(pageOf(stateOf('connectingForgetful')))).toContain('Asking which servers are yours');
  });

  it('names no server whose name there is no room for', () => {
    const server = { id: 'attic', name: 'Attic '.repeat(20), owned: true, present: true };
    const track = { server, answeredAt: null, since: 0 };
    const words = textsOn(pageOf(withConnection(stateOf('connecting'), { track })));
    expect(words).toContain('Looking for your server');
  });

  it('leads to the account menu with OK, and to other servers beside it', () => {
    const page = pageOf(stateOf('connecting'));
    expect(actOf(page, page.first)).toEqual({ type: 'openDialog', dialog: 'accountMenu' });
    expect(actOf(page, 'other')).toEqual({ type: 'switchServer' });
  });

  it('says where this set cannot remember', () => {
    expect(textsOn(pageOf(stateOf('connectingForgetful'))).join()).toMatch(/cannot remember you/);
    expect(textsOn(pageOf(stateOf('connecting'))).join()).not.toMatch(/cannot remember you/);
  });
});
