/** The SDK lays our options over its own with this; plain objects are merged, everything else is taken as it is. */
function isPlain(value) {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** Both, the second over the first; neither is changed. */
export default function merge(below, above) {
  const both = { ...below };
  Object.keys(above).forEach((name) => {
    const value = above[name];
    both[name] = isPlain(value) ? merge(isPlain(below[name]) ? below[name] : {}, value) : value;
  });
  return both;
}

export const isPlainObject = isPlain;
