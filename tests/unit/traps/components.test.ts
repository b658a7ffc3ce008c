import { Lightning } from '@lightningjs/sdk';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const UI = resolve(__dirname, '../../../src/ui');
const HOOKS = /^_(init|detach|firstActive|template|handle[A-Z]\w*|capture[A-Z]\w*)$/;

/** Every `_name` that Lightning's own prototypes have, up to the last. */
function lightningsOwn(): ReadonlySet<string> {
  const names = new Set<string>();
  for (
    let at: object | null = (Lightning as unknown as { Component: { prototype: object } }).Component
      .prototype;
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    Object.getOwnPropertyNames(at).forEach((name) => names.add(name));
  }
  return names;
}

type Component = { readonly name: string; readonly members: readonly string[] };

/** Every class of src/ui with its methods and fields, read from its source: fields are on no prototype. */
function components(): readonly Component[] {
  const files = readdirSync(UI, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.flatMap((file) => {
    const [, ...classes] = readFileSync(join(UI, file), 'utf8').split(
      /^export class (?=\w+ extends Lightning)/m
    );
    return classes.map((text) => {
      const body = text.slice(0, text.search(/^}/m));
      const members = [...body.matchAll(/^ {2}(?:private |override |readonly |static )*(\w+)(?=[(:?])/gm)];
      return { name: text.split(' ')[0] as string, members: members.map(([, member]) => member as string) };
    });
  });
}

describe('the components', () => {
  it('are all found', () => {
    expect(components().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['App', 'Painter', 'GroupNode', 'TextNode', 'ShapeNode', 'RingNode', 'QrNode'])
    );
    expect(components().find(({ name }) => name === 'App')?.members).toEqual(
      expect.arrayContaining(['_picture', '_handleEnter', 'show', '_focusOn'])
    );
  });

  it('own no name that Lightning owns, but the hooks it calls', () => {
    const taken = lightningsOwn();
    expect(['patch', 'tag', '_onResize'].every((name) => taken.has(name))).toBe(true);
    const clashes = components().flatMap(({ name, members }) =>
      members
        .filter((member) => taken.has(member) && !HOOKS.test(member))
        .map((member) => `${name}.${member}`)
    );
    expect(clashes).toEqual([]);
  });
});
