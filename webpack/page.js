const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { minifySync } = require('@swc/core');
const { policyFor } = require('./policy');

const WEBAPIS = '<script src="$WEBAPIS/webapis/webapis.js"></script>';

const read = (name) => readFileSync(join(__dirname, name), 'utf8');

function inlineScript() {
  const es5 = { ecma: 5 };
  return minifySync(read('guard.js'), { ...es5, compress: es5, format: es5, mangle: true }).code;
}

function inlineStyle() {
  return read('page.css')
    .replace(/\s*\n\s*/g, '')
    .trim();
}

/** The page of a target: first picture, guard, policy and one script. */
function pageFor({ policy, isTizen }) {
  const script = inlineScript();
  const style = inlineStyle();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(policy, { script, style })}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Couchkey</title>
<link rel="icon" href="static/icon.png">
<style>${style}</style>
</head>
<body>
<div id="start" tabindex="-1"><i></i><b>Couchkey</b><p id="words" dir="auto">One moment</p></div>
<script>${script}</script>
${isTizen ? `${WEBAPIS}\n` : ''}<script id="app" src="couchkey.js"></script>
</body>
</html>
`;
}

/** Adds index.html to what webpack writes. */
class PagePlugin {
  constructor(options) {
    this.options = options;
  }

  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('PagePlugin', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: 'PagePlugin', stage }, () => {
        compilation.emitAsset('index.html', new sources.RawSource(pageFor(this.options)));
      });
    });
  }
}

module.exports = { PagePlugin, pageFor };
