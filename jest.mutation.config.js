const { projects } = require('./jest.config.js');

/** Mutation runs ask the quick tests only: a mutant that only a journey notices counts as alive. */
const [unit] = projects;

/** @type {import('jest').Config} */
module.exports = {
  ...unit,
  displayName: undefined,
  testMatch: [
    '<rootDir>/tests/unit/core/**/*.test.ts',
    '<rootDir>/tests/unit/modules/**/*.test.ts',
    '<rootDir>/tests/unit/runner/**/*.test.ts'
  ]
};
