/** Gives a language its names back: `text` holds one line for each text of `model`, in its order; an empty one is missing. */
export function unpack(model, text) {
  return filled(model, text.split('\n'));
}

function filled(model, lines) {
  const table = {};
  Object.keys(model).forEach((name) => {
    const value = typeof model[name] === 'string' ? lines.shift() : filled(model[name], lines);
    if (value !== '') {
      table[name] = value;
    }
  });
  return table;
}
