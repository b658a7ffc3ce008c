import { localIn, memoryAfter, NO_MEMORY, remember, type Memory } from '../../../src/ui/local';
import { page } from '../../../src/ui/parts';
import { focusAfterTyping, pastedInto, typedBy } from '../../../src/ui/typed-by';
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

describe('a question', () => {
  it('for the admin PIN keeps none of it for whoever is asked next', () => {
    const memory = after([
      [pictureOf('home', 'adminPin'), IN],
      [pictureOf('home', 'adminTable'), IN]
    ]);
    expect(localIn(memory, 'adminPin')).toEqual({ focus: '', typed: '' });
  });

  it('begins at its safe answer also where the dialog below it stayed open', () => {
    const memory = after([
      [pictureOf('home', 'settings'), IN],
      [pictureOf('home', 'confirmReset'), IN],
      [pictureOf('home', 'settings'), IN]
    ]);
    expect(localIn(memory, 'settings').focus).toBe('settings!');
    expect(localIn(memory, 'confirmReset').focus).toBe('');
  });
});

describe('a key that types', () => {
  it.each([' ', 'é', 'テ', 'ش', 'ß'])('puts %s into a name, and into no address', (key) => {
    expect(typedBy({ keyCode: 0, key }, 'address', true)).toEqual({ type: 'type', text: key });
    expect(typedBy({ keyCode: 0, key }, 'address')).toBeNull();
  });

  it('is no shortcut, unless it takes AltGr to print it', () => {
    const paste = { keyCode: 86, key: 'v', ctrlKey: true };
    expect(typedBy(paste, 'address')).toBeNull();
    expect(typedBy({ keyCode: 86, key: 'v', metaKey: true }, 'address')).toBeNull();
    expect(typedBy({ keyCode: 50, key: '2', ctrlKey: true }, 'digits')).toBeNull();
    const at = { keyCode: 81, key: '@', ctrlKey: true, altKey: true };
    expect(typedBy(at, 'address')).toEqual({ type: 'type', text: '@' });
  });

  it.each([
    ['address', false, ' http://10.0.0.5:32400/\n', 'http://10.0.0.5:32400/'],
    ['address', true, 'Anna’s room\n', 'Anna’s room'],
    ['digits', false, '1 2-3x4', '1234']
  ] as const)(
    'pastes into %s (any sign: %s) of %j only what could be typed',
    (types, anySign, text, typed) => {
      expect(pastedInto({ types, anySign }, text)).toEqual({ type: 'type', text: typed });
    }
  );

  it('pastes nothing where nothing is typed, and nothing of what cannot be', () => {
    expect(pastedInto({ types: 'nothing', anySign: false }, '12')).toBeNull();
    expect(pastedInto({ types: 'digits', anySign: false }, 'abc \n')).toBeNull();
    expect(focusAfterTyping({ type: 'type', text: '12' }, { done: 'connect' }, 'key:1')).toBe('connect');
  });

  it.each(['Enter', 'Shift', 'Dead', 'Process', 'Unidentified', '', '\u0008'])(
    'is not %j in a name',
    (key) => {
      expect(typedBy({ keyCode: 0, key }, 'address', true)).toBeNull();
    }
  );

  it('of a keyboard makes its Enter mean that all is typed; a remote keeps its place', () => {
    const done = { done: 'connect' };
    expect(focusAfterTyping({ type: 'type', text: '.' }, done, 'key:1')).toBe('connect');
    expect(focusAfterTyping({ type: 'type', text: '7' }, done, 'key:1')).toBe('key:1');
    expect(focusAfterTyping({ type: 'type', text: 'a' }, { done: '' }, 'key:1')).toBe('key:1');
  });

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
