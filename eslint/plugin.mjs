import { builtinRules } from 'eslint/use-at-your-own-risk';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';
import { OUTSIDE_UI_BANS, REASONS, SRC_BANS, TV_BANS, UI_BANS } from './bans.mjs';
import { lightningNames } from './lightning-names.mjs';

/** A rule that refuses whatever the selector finds. */
function ban({ selector, reason }) {
  return {
    meta: { type: 'problem', schema: [], messages: { banned: reason } },
    create: (context) => ({ [selector]: (node) => context.report({ node, messageId: 'banned' }) })
  };
}

/** Somebody else's rule, saying why as well as what. */
function because(rule, reason) {
  const messages = Object.fromEntries(
    Object.entries(rule.meta.messages).map(([id, text]) => [id, `${text} ${reason}`])
  );
  return { ...rule, meta: { ...rule.meta, messages } };
}

const noLightningNames = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      taken:
        'Lightning keeps its own `{{name}}` on every component: begin with another verb (_draw…, _paint…).'
    }
  },
  create: (context) => {
    const taken = lightningNames();
    return {
      'PropertyDefinition, MethodDefinition': (node) => {
        const name = node.key.name;
        if (taken.has(name)) {
          context.report({ node, messageId: 'taken', data: { name } });
        }
      }
    };
  }
};

const bans = Object.entries({ ...TV_BANS, ...SRC_BANS, ...UI_BANS, ...OUTSIDE_UI_BANS });

/** Our own rules, as the plugin `couchkey`. */
export default {
  meta: { name: 'couchkey' },
  rules: {
    ...Object.fromEntries(bans.map(([name, entry]) => [name, ban(entry)])),
    'no-lightning-names': noLightningNames,
    'no-browser': builtinRules.get('no-restricted-globals'),
    'no-clock': builtinRules.get('no-restricted-globals'),
    'function-length': because(builtinRules.get('max-lines-per-function'), REASONS['function-length']),
    'file-length': because(builtinRules.get('max-lines'), REASONS['file-length']),
    'return-type': because(tseslint.plugin.rules['explicit-function-return-type'], REASONS['return-type']),
    'public-jsdoc': because(jsdoc.rules['require-jsdoc'], REASONS['public-jsdoc'])
  }
};
