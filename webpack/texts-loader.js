const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const ts = require('typescript');

const UNPACK = JSON.stringify(join(__dirname, 'texts/unpack.js'));

function nodesOf(node) {
  const nodes = [node];
  ts.forEachChild(node, (child) => void nodes.push(...nodesOf(child)));
  return nodes;
}

/** What a node says: a text, or by name what each of a table's nodes says; undefined where it is something else. */
function valueOf(node) {
  if (ts.isStringLiteralLike(node)) {
    return node.text;
  }
  if (!ts.isObjectLiteralExpression(node) || !node.properties.every(ts.isPropertyAssignment)) {
    return undefined;
  }
  const values = node.properties.map(({ name, initializer }) => [name.text, valueOf(initializer)]);
  return values.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(values);
}

/** The first table of texts in a file: where it is, what it says, and the name it is exported by. */
function tableIn(text) {
  const nodes = nodesOf(ts.createSourceFile('texts.ts', text, ts.ScriptTarget.Latest, true));
  const node = nodes.find((each) => ts.isObjectLiteralExpression(each) && valueOf(each) !== undefined);
  const owner = nodes.find((each) => ts.isVariableDeclaration(each) && nodesOf(each).includes(node));
  return { node, values: valueOf(node), name: owner.name.text };
}

/** The texts of a language in the order of the English ones. */
function linesOf(model, own = {}) {
  return Object.keys(model).flatMap((name) =>
    typeof model[name] === 'string' ? [own[name] || ''] : linesOf(model[name], own[name])
  );
}

/** A language's file with the texts in one string: their names are in the English file, and need not come six times. */
function pack(text, english) {
  const model = tableIn(english.text);
  const { node, values } = tableIn(text);
  const lines = linesOf(model.values, values);
  if (lines.some((line) => line.includes('\n'))) {
    throw new Error('a text has more than one line: texts/unpack.js would take them for two');
  }
  const imports = `import { unpack } from ${UNPACK};\nimport { ${model.name} as MODEL } from './${english.file}';\n`;
  const table = `unpack(MODEL, ${JSON.stringify(lines.join('\n'))}) as never`;
  return imports + text.slice(0, node.getStart()) + table + text.slice(node.getEnd());
}

module.exports = function texts(text) {
  const file = /failures-/.test(this.resourcePath) ? 'failures-en' : 'en';
  const path = join(this.context, `${file}.ts`);
  this.addDependency(path);
  return path === this.resourcePath ? text : pack(text, { file, text: readFileSync(path, 'utf8') });
};

module.exports.pack = pack;
