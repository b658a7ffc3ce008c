import { localIn, memoryAfter, NO_MEMORY, remember, type Memory } from '../../../src/ui/local';
import { page } from '../../../src/ui/parts';
import { typedBy } from '../../../src/ui/typed-by';
import type { Page, Picture } from '../../../src/ui/page';

const pageOf = (name: Page['name']): Page => page(name, [], { first: '', spoken: '' });
const pictureOf = (ground: Page['name'], over?: Page['name']): Picture => ({
  ground: pageOf(ground),
  over: over === undefined ? null : pageOf(over)
});

function after(pictures: readonly (readonly [Picture, string])[]): Memory {
  return pictures.reduce((memory, [picture, auth]) => {
    const kept = memoryAfter(memory, picture, auth);
    const names = picture.over === null ? [picture.ground.name] : [picture.ground.name, picture.over.name];
    return names.reduce(
      (all, name) => remember(all, name, { focus: localIn(all, name).focus || `${name}!`, typed: '12' }),
      kept
    );
  }, NO_MEMORY);
}

const IN = 'signedIn';

describe('what is remembered of pages', () => {
  it('is the focus of a screen that one comes back to, but nothing that was typed there', () => {
    const memory = after([
      [pictureOf('home'), IN],
      [pictureOf('trouble'), IN]
    ]);
    expect(localIn(memory, 'home')).toEqual({ focus: 'home!', typed: '' });
  });

  it('ends with the sign-in', () => {
    const memory = after([
      [pictureOf('home'), IN],
      [pictureOf('chooseService'), 'signedOut']
    ]);
    expect(localIn(memory, 'home')).toEqual({ focus: '', typed: '' });
  });

  it('holds for dialogs until the last is closed, so that a question asked again begins at its safe answer', () => {
    const open = [
      [pictureOf('home', 'settings'), IN],
      [pictureOf('home', 'language'), IN]
    ] as const;
    expect(localIn(after(open), 'settings').focus).toBe('settings!');
    const closed = after([...open, [pictureOf('home'), IN]]);
    expect([localIn(closed, 'settings').focus, localIn(closed, 'home').focus]).toEqual(['', 'home!']);
  });
});

describe('a key that types', () => {
  it.each([
    ['a remote', 49, 'Unidentified', 'digits', '1'],
    ['a number pad', 105, '9', 'digits', '9'],
    ['a French keyboard', 49, '&', 'digits', '1'],
    ['an Arabic keyboard', 50, '٢', 'address', '2'],
    ['a keyboard with Shift', 186, ':', 'address', ':'],
    ['a keyboard', 65, 'a', 'address', 'a']
  ] as const)('on %s types what it stands for (%d)', (_what, keyCode, key, types, text) => {
    expect(typedBy({ keyCode, key }, types)).toEqual({ type: 'type', text });
  });

  it.each([
    [65, 'a', 'digits'],
    [49, '1', 'nothing'],
    [112, 'F1', 'address'],
    [403, 'ColorF0Red', 'digits'],
    [32, ' ', 'address']
  ] as const)('that stands for nothing here types nothing (%d)', (keyCode, key, types) => {
    expect(typedBy({ keyCode, key }, types)).toBeNull();
  });
});
