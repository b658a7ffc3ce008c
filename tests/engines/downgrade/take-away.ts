/** Whole globals, and members of those that stay: of the thing itself (`_static` in the data) or of what it makes. */
export type Lacks = {
  readonly globals: readonly string[];
  readonly members: { readonly [name: string]: readonly string[] };
};

type Bag = { [name: string]: unknown };

/** Runs inside the engine, so it stands alone: nothing from outside may be named in it. */
export function takeAway(lacks: readonly Lacks[]): void {
  const world = window as unknown as Bag;
  /** Engines lean on these themselves: without the flags of a RegExp, `split` throws. */
  const needed = /^(Function|Object|Window|Symbol|globalThis|flags|sticky|unicode|@@.*|Symbol\..*)$/;
  function drop(from: unknown, name: string): void {
    if ((typeof from !== 'object' && typeof from !== 'function') || from === null || needed.test(name)) {
      return;
    }
    const found = Object.getOwnPropertyDescriptor(from, name);
    if (found && found.configurable) {
      delete (from as Bag)[name];
    } else if (found && found.writable) {
      (from as Bag)[name] = undefined;
    }
  }
  /** A thing that stays but could not be made with `new` yet. */
  function forbid(name: string): void {
    const made = world[name];
    if (typeof made !== 'function' || needed.test(name)) {
      return;
    }
    const refuse = function (): void {
      throw new TypeError('Illegal constructor');
    };
    refuse.prototype = made.prototype as object;
    Object.defineProperty(world, name, { value: refuse, writable: true, configurable: true });
  }
  function dropMember(name: string, member: string): void {
    const owner = name === 'Window' ? world : world[name];
    if (member === name) {
      forbid(name);
    } else if (/_static$/.test(member)) {
      drop(owner, member.replace('_static', ''));
    } else {
      drop(owner, member);
      drop(typeof owner === 'function' ? (owner.prototype as unknown) : null, member);
    }
  }
  lacks.forEach(function (each) {
    Object.keys(each.members).forEach(function (name) {
      (each.members[name] as string[]).forEach(function (member) {
        dropMember(name, member);
      });
    });
    each.globals.forEach(function (name) {
      drop(world, name);
      drop(Object.getPrototypeOf(world), name);
    });
  });
}
