import { builtinRules } from 'eslint/use-at-your-own-risk';
import tseslint from 'typescript-eslint';
import * as bans from './eslint/bans.mjs';
import couchkey from './eslint/plugin.mjs';

const TV = ['src/{core,modules,runner,platform,ui}/**/*.ts', 'src/*.ts'];
const NODE_ONLY = ['src/main-gateway.ts', 'src/gateway/**'];
const PURE = ['src/{core,modules,runner}/**/*.ts', 'src/index.ts', 'src/main-tv.ts'];
const NODE = ['tests/**/*.ts', 'scripts/**/*.ts'];

/** Turns each ban of a list on. */
function all(list) {
  return Object.fromEntries(Object.keys(list).map((name) => [`couchkey/${name}`, 'error']));
}

function readonly(...names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}

/** Bounds on length, counted without blank lines and comments. */
function lengths(functionLines, fileLines) {
  const bound = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];
  return { 'couchkey/function-length': bound(functionLines), 'couchkey/file-length': bound(fileLines) };
}

const recommended = Object.fromEntries(
  [...builtinRules].filter(([, rule]) => rule.meta.docs.recommended).map(([name]) => [name, 'error'])
);

const publicJsdoc = [
  'error',
  {
    publicOnly: { esm: true },
    checkConstructors: false,
    require: { FunctionDeclaration: true },
    contexts: ['MethodDefinition:not([accessibility=/^pr/]):not([key.name=/^_/]):not([kind="constructor"])'],
    enableFixer: false
  }
];

export default tseslint.config(
  { ignores: ['build/', 'coverage/', 'reports/', '.cache/', '.stryker-tmp/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, plugins: { couchkey } },
  { rules: recommended },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-undef': 'off',
      eqeqeq: 'error',
      '@typescript-eslint/no-explicit-any': ['error', { ignoreRestArgs: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }
      ]
    }
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      ...all(bans.SRC_BANS),
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-implied-eval': 'error',
      ...lengths(50, 300),
      'couchkey/return-type': ['error', { allowExpressions: true, allowTypedFunctionExpressions: true }],
      'couchkey/public-jsdoc': publicJsdoc,
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { properties: false } }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true }
      ]
    }
  },
  { files: ['src/**/*.ts'], ignores: ['src/ui/**'], rules: all(bans.OUTSIDE_UI_BANS) },
  { files: TV, ignores: NODE_ONLY, rules: all(bans.TV_BANS) },
  { files: PURE, rules: { 'couchkey/no-browser': ['error', ...bans.BROWSER_GLOBALS] } },
  {
    files: ['src/ui/**/*.ts'],
    rules: {
      ...all(bans.UI_BANS),
      'couchkey/no-lightning-names': 'error',
      'couchkey/no-browser': ['error', ...bans.UI_GLOBALS]
    }
  },
  {
    files: TV,
    ignores: ['src/platform/**', ...NODE_ONLY],
    rules: { 'couchkey/no-clock': ['error', ...bans.CLOCK_GLOBALS] }
  },
  // lng calls the default export of src/index.ts; the SDK's own declarations have their own names.
  { files: ['src/index.ts'], rules: { 'couchkey/no-default-export': 'off' } },
  { files: ['src/platform/**'], rules: { 'couchkey/no-random': 'off' } },
  {
    files: ['**/*.d.ts'],
    rules: { 'couchkey/interface-begins-with-i': 'off', 'couchkey/no-default-export': 'off' }
  },
  { files: NODE, rules: lengths(50, 300) },
  // A describe is a function too, and a table of cases is long without being deep.
  {
    files: ['tests/**/*.test.ts', 'tests/**/*.suite.ts'],
    rules: { ...lengths(300, 500), '@typescript-eslint/no-explicit-any': 'off' }
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: { globals: readonly('module', 'require', 'process', '__dirname', 'Buffer') }
  },
  // Small programs that tests start in Node of their own; a missing name there fails at once.
  {
    files: ['tests/**/*.{cjs,mjs}'],
    rules: { 'no-undef': 'off', '@typescript-eslint/no-require-imports': 'off' }
  },
  {
    files: ['webpack/guard.js'],
    languageOptions: {
      ecmaVersion: 5,
      sourceType: 'script',
      globals: readonly('window', 'document', 'navigator')
    }
  },
  { files: ['webpack/parts/load-gateway.js'], languageOptions: { globals: readonly('window', 'document') } },
  {
    files: ['tests/engines/matrix/wire-page.js'],
    languageOptions: {
      ecmaVersion: 5,
      sourceType: 'script',
      globals: readonly('window', 'document', 'XMLHttpRequest', 'Promise')
    }
  }
);
