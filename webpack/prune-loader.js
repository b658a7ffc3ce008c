const { pruned } = require('./prune');

/** Takes the members named in its options out of a source of Lightning. */
module.exports = function prune(text) {
  return pruned(text, this.getOptions().unused);
};
