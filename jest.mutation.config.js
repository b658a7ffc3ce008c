const { projects } = require('./jest.config.js');

const [unit] = projects;

/**
 * Mutation asks sentences and contracts only. Stories, walks and journeys take seconds each and would take hours here;
 * a mutant that only they notice counts as alive.
 */
/** @type {import('jest').Config} */
module.exports = {
  ...unit,
  displayName: undefined,
  testMatch: ['unit/core', 'unit/modules', 'unit/runner', 'contract'].map(
    (folder) => `<rootDir>/tests/${folder}/**/*.test.ts`
  ),
  testPathIgnorePatterns: [
    '/node_modules/',
    '\\.property\\.test\\.ts$',
    '/(dead-questions|chaos)\\.test\\.ts$'
  ]
};
