const { pruned } = require('./prune');

/** A read for what its getter does. The minifier, for which no read does anything, would leave it out. */
const READ = 'const source = this.source; // Force updating the source.';
const CALLED = `if (this.stage.hasUpdateSourceTexture(this)) {
            this._performUpdateSource(true);
            this.stage.removeUpdateSourceTexture(this);
        }`;

/** Takes the members named in its options out of a source of Lightning. */
module.exports = function prune(text) {
  return pruned(text.replace(READ, CALLED), this.getOptions().unused);
};

module.exports.READ = READ;
