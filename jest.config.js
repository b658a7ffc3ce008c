const esmOnly = [
  '@lightningjs',
  '@metrological',
  'localcookies',
  '@michieljs',
  'is-plain-object',
  'idb-keyval',
  'uqr',
  '@stablelib',
  'jose'
].join('|');

/** @type {import('jest').Config} */
const common = {
  transform: { '^.+\\.(t|j)sx?$': ['@swc/jest'] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly})/)`],
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/.stryker-tmp/']
};

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: '100%',
  // A busy machine is no fault of the code: what hangs is ended, what is slow is waited for.
  testTimeout: 60000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/tests/unit/**/*.test.ts', '<rootDir>/tests/*.test.ts']
    },
    { ...common, displayName: 'contract', testMatch: ['<rootDir>/tests/contract/**/*.test.ts'] },
    {
      ...common,
      displayName: 'journey',
      testMatch: ['<rootDir>/tests/journey/**/*.test.ts', '<rootDir>/tests/simulator/**/*.test.ts']
    },
    { ...common, displayName: 'screens', testMatch: ['<rootDir>/tests/{screens,walk}/**/*.test.ts'] },
    { ...common, displayName: 'ui', testEnvironment: 'jsdom', testMatch: ['<rootDir>/tests/ui/**/*.test.ts'] }
  ]
};
