// promises: P3
import { PLAIN_SIGHT } from '../../support/plain-sight';
import { actOf, idsOn, pressNamed, seenPage, textsOf, textsOn } from '../../support/seen-page';
import { STATES } from '../../screens/states';
import { failureOf } from '../../../src/core/model/failure';
import { pressesOn } from '../../../src/ui/focus';
import { SAFE, SCREEN } from '../../../src/ui/theme';
import type { GroupPart, Page, Part, ShapePart, TextPart } from '../../../src/ui/page';
import type { Intent } from '../../../src/core/model/message';
import type { SessionState } from '../../../src/core/model/session-state';

const state = (name: string): SessionState => STATES[name] as SessionState;

function fieldOf(page: Page): { readonly text: TextPart; readonly caret: ShapePart } {
  const group = page.parts.find((part: Part) => part.kind === 'group') as GroupPart;
  const [, text, caret] = group.inside as readonly [Part, TextPart, ShapePart];
  return { text, caret };
}

describe('the keyboard for an address', () => {
  it('has every sign that an address needs, and takes a keyboard as well', () => {
    const page = seenPage(state('keyboard'));
    '0123456789abcdefghijklmnopqrstuvwxyz.:-/'.split('').forEach((text) => {
      expect(actOf(page, `key:${text}`)).toEqual({ type: 'type', text });
    });
    expect(page.types).toBe('address');
  });

  it.each(['192.168.', ':32400', 'http://'])('types %s with one press', (text) => {
    expect(actOf(seenPage(state('keyboard')), `piece:${text}`)).toEqual({ type: 'type', text });
  });

  it('marks addresses as what they are, so that they keep their order among Arabic words', () => {
    ['192.168.', ':32400', 'http://'].forEach((text) => {
      expect(textsOf(seenPage(state('keyboard')), `piece:${text}`)).toEqual([`\u200e${text}\u200e`]);
    });
  });

  it('offers where servers of this account answered, as long as nothing is typed', () => {
    expect(idsOn(seenPage(state('keyboard')))).toContain('piece:192.168.1.5:32400');
    expect(idsOn(seenPage(state('keyboard'), { typed: '1' }))).not.toContain('piece:192.168.1.5:32400');
  });

  it('shows what was typed from left to right, with the caret behind it', () => {
    const texts = { ...PLAIN_SIGHT.texts, rtl: true };
    [
      seenPage(state('keyboard'), { typed: '10.0.0.1' }),
      seenPage(state('keyboard'), { typed: '10.0.0.1' }, { texts })
    ].forEach((page) => {
      const { text, caret } = fieldOf(page);
      expect(text).toMatchObject({ text: '10.0.0.1', align: 'start' });
      expect(caret.x).toBeGreaterThan(text.x);
    });
  });

  it('shows the end of what is too long for the field', () => {
    const { text, caret } = fieldOf(seenPage(state('keyboard'), { typed: `${'9'.repeat(60)}.end` }));
    expect(text.text).toMatch(/^…9+\.end$/);
    expect(caret.x + caret.w).toBeLessThanOrEqual(1728);
  });

  it('tries what was typed, and nothing else', () => {
    const page = seenPage(state('keyboard'), { typed: '10.0.0.1' });
    expect(actOf(page, 'connect')).toEqual({ type: 'tryAddress', address: '10.0.0.1' });
    expect(actOf(page, 'erase')).toEqual({ type: 'erase' });
    expect(actOf(page, 'clear')).toEqual({ type: 'clear' });
  });

  it('explains what was wrong, keeps what was typed and says so aloud', () => {
    const page = seenPage(state('keyboardFail'), { typed: 'attic.lan' });
    expect(textsOn(page).join(' ')).toContain('The address could not be looked up.');
    expect(fieldOf(page).text.text).toBe('attic.lan');
    expect(page.spoken).toContain('The address could not be looked up.');
  });

  it('offers the server’s own token where a server answered that is on nobody’s list, but not behind a gateway', () => {
    const found = state('keyboardForeign');
    expect(actOf(seenPage(found), 'token')).toEqual({ type: 'typeToken' });
    const byGateway = { ...found, config: { ...found.config, foreignServers: false } };
    expect(idsOn(seenPage(byGateway))).not.toContain('token');
    expect(idsOn(seenPage(state('keyboardFail')))).not.toContain('token');
  });

  it('says that it is busy', () => {
    const page = seenPage(state('keyboardBusy'));
    expect(textsOn(page)).toContain('Trying this address');
    expect(fieldOf(page).text.text).toBe('192.168.1.5:32400');
  });

  it('says signs by their names', () => {
    expect(pressNamed(seenPage(state('keyboard')), 'key:.').label).toBe('dot');
  });
});

describe('the other keyboards', () => {
  it.each([
    ['keyboard', 'connect', false],
    ['deviceName', 'save', true],
    ['gateway', 'save', false]
  ])('%s: Enter of a real keyboard presses %s', (name, done, anySign) => {
    const page = seenPage(state(name));
    expect(page).toMatchObject({ done, anySign });
    expect(idsOn(page)).toContain(done);
  });

  it('names the set by one press on a room, or by what was typed', () => {
    const page = seenPage(state('deviceName'), { typed: 'anna’s corner ' });
    const named = (deviceName: string): unknown => ({
      type: 'changeSettings',
      settings: { ...state('deviceName').settings.values, deviceName }
    });
    expect(actOf(page, 'save')).toEqual(named('Anna’s corner'));
    expect(actOf(page, 'deviceName.bedroom')).toEqual(named('Bedroom TV'));
    expect(actOf(page, 'space')).toEqual({ type: 'type', text: ' ' });
  });

  it('keeps the name there is when nothing was typed', () => {
    expect(actOf(seenPage(state('deviceName')), 'save')).toMatchObject({
      settings: { deviceName: 'Living room TV' }
    });
  });

  it('takes the address of a gateway, or none', () => {
    const page = seenPage(state('gateway'), { typed: 'https://tv.example.org' });
    expect(actOf(page, 'save')).toMatchObject({ settings: { gateway: 'https://tv.example.org' } });
    expect(actOf(page, 'none')).toMatchObject({ type: 'changeSettings', settings: { gateway: '' } });
  });
});

describe('the keyboard for a server’s own token', () => {
  it('has both cases, digits and what else such tokens hold', () => {
    const page = seenPage(state('serverToken'));
    'azAZ09-_.'.split('').forEach((text) => {
      expect(actOf(page, `key:${text}`)).toEqual({ type: 'type', text });
    });
  });

  it('shows no more than the last sign, and sends all of them as a secret', () => {
    const page = seenPage(state('serverToken'), { typed: 'Abc9x' });
    expect(fieldOf(page).text.text).toBe('••••x');
    expect(textsOn(page).join(' ')).not.toContain('Abc9');
    const act = actOf(page, 'connect') as Extract<Intent, { type: 'tryAddress' }>;
    expect(act.address).toBe('192.168.1.9:32400');
    expect(act.token?.reveal()).toBe('Abc9x');
    expect(JSON.stringify(act)).not.toContain('Abc9');
  });

  it('says whose token it takes', () => {
    expect(seenPage(state('serverToken')).spoken).toMatch(/192\.168\.1\.9:32400.* · Ask the server’s owner/);
  });

  it.each(['serverRefused', 'tokenNotAccepted'] as const)(
    'says that the token does not count there, and whom to ask (%s)',
    (code) => {
      const { connection, ...rest } = state('serverTokenFail');
      const refused = { ...connection, reason: failureOf(code) } as SessionState['connection'];
      expect(textsOn(seenPage({ ...rest, connection: refused })).join(' ')).toContain(
        'That token was not accepted. Ask the server’s owner for it; capitals count.'
      );
    }
  );

  it('says of a server that is silent what to do about that', () => {
    const { connection, ...rest } = state('serverTokenFail');
    const silent = { ...connection, reason: failureOf('timeout') } as SessionState['connection'];
    expect(textsOn(seenPage({ ...rest, connection: silent })).join(' ')).toContain('We keep trying.');
  });

  it('fills the screen down to its edge, for it has no ready-made pieces', () => {
    const lowest = (page: Page): number =>
      Math.max(...pressesOn(page).map(({ y, h }): number => Math.round(y + h)));
    expect(lowest(seenPage(state('serverToken')))).toBe(SCREEN.h - SAFE.y);
    expect(lowest(seenPage(state('keyboard')))).toBe(SCREEN.h - SAFE.y);
  });
});
