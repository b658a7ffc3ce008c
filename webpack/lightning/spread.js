/** swc copies `{ ...a, b }` by property descriptors, which is slow and makes slow objects; ours hold plain values only. */
export function _(target, source) {
  return Object.assign(target, source);
}
