/**
 * Functions of the standard library that Lightning, its SDK or our own code call and Chrome 38 lacks, no wider than
 * they are used. tests/unit/traps/bundle.test.ts looks through the built script for calls that have no line here.
 */
type Test = (value: unknown, index: number, all: readonly unknown[]) => boolean;
type Dictionary = { [name: string]: unknown };

/** Not enumerable, or every for-in over an array would meet it. */
function add(owner: object, methods: { readonly [name: string]: unknown }): void {
  Object.keys(methods).forEach((name): void => {
    if (!(name in owner)) {
      Object.defineProperty(owner, name, { value: methods[name], configurable: true, writable: true });
    }
  });
}

function indexWhere(all: readonly unknown[], test: Test): number {
  for (let index = 0; index < all.length; index += 1) {
    if (test(all[index], index, all)) {
      return index;
    }
  }
  return -1;
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (one !== one && other !== other);
}

function listOf(source: Iterable<unknown> | ArrayLike<unknown>): unknown[] {
  const values: unknown[] = [];
  const open = typeof Symbol === 'function' && (source as Iterable<unknown>)[Symbol.iterator];
  if (typeof open === 'function') {
    const iterator = open.call(source as Iterable<unknown>);
    for (let step = iterator.next(); !step.done; step = iterator.next()) {
      values.push(step.value);
    }
    return values;
  }
  return Array.prototype.slice.call(source);
}

function assign(target: Dictionary, ...sources: readonly unknown[]): Dictionary {
  sources.forEach((each): void => {
    const source = Object(each) as Dictionary;
    Object.keys(source).forEach((name): void => {
      target[name] = source[name];
    });
  });
  return target;
}

function isAt(text: string, part: string, position: number): boolean {
  return text.substr(position, part.length) === part;
}

/** Lightning copies the numbers it hands to the GPU with this; without it the first frame of WebGL throws. */
function slice(this: Float32Array, from?: number, to?: number): Float32Array {
  return new (this.constructor as Float32ArrayConstructor)(this.subarray(from || 0, to));
}

add(Array, {
  from: (source: ArrayLike<unknown>, map?: (value: unknown, index: number) => unknown): unknown[] =>
    map === undefined ? listOf(source) : listOf(source).map((value, index) => map(value, index))
});
add(Array.prototype, {
  fill(this: unknown[], value: unknown, from = 0, to = this.length): unknown[] {
    for (let index = from; index < to; index += 1) {
      this[index] = value;
    }
    return this;
  },
  find(this: unknown[], test: Test): unknown {
    return this[indexWhere(this, test)];
  },
  findIndex(this: unknown[], test: Test): number {
    return indexWhere(this, test);
  },
  includes(this: unknown[], wanted: unknown): boolean {
    return indexWhere(this, (value) => isSame(value, wanted)) >= 0;
  }
});
add(Object, {
  assign,
  values: (source: Dictionary): unknown[] => Object.keys(source).map((name) => source[name])
});
add(String.prototype, {
  startsWith(this: string, part: string, from = 0): boolean {
    return isAt(this, part, from);
  },
  endsWith(this: string, part: string, end = this.length): boolean {
    return end >= part.length && isAt(this, part, end - part.length);
  },
  includes(this: string, part: string, from = 0): boolean {
    return this.indexOf(part, from) >= 0;
  }
});
[Float32Array, Uint8Array].forEach((kind): void => add(kind.prototype, { slice }));
