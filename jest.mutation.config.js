const { projects } = require('./jest.config.js');

const [unit] = projects;

/**
 * Mutation asks the quick sentences only. Stories, walks and journeys take seconds each and would take hours here;
 * a mutant that only they notice counts as alive.
 */
/** @type {import('jest').Config} */
module.exports = {
  ...unit,
  displayName: undefined,
  testMatch: ['core', 'modules', 'runner'].map((room) => `<rootDir>/tests/unit/${room}/**/*.test.ts`),
  testPathIgnorePatterns: [
    '/node_modules/',
    '\\.property\\.test\\.ts$',
    '/(dead-questions|chaos)\\.test\\.ts$'
  ]
};
