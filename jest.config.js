/** @type {import('jest').Config} */
const base = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  moduleFileExtensions: ['ts', 'js', 'json'],
};

/**
 * unit: no server. store: PostgreSQL only. whole: every server, real HTTP.
 * contract runs last and by itself: it reads what the other projects exchanged with the sandbox.
 * record tests nothing: it writes the histories that test/replay replays (npm run record-histories).
 */
module.exports = {
  testTimeout: 120_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/test/{accounting,brex,epicor,sandbox,temporal,webhook-gateway,cli,local,workflows,activities,worker,deployment}/**/*.test.ts',
      ],
    },
    {
      ...base,
      displayName: 'store',
      testMatch: ['<rootDir>/test/store/**/*.test.ts'],
      globalSetup: '<rootDir>/test/support/servers-setup.ts',
      globalTeardown: '<rootDir>/test/support/servers-teardown.ts',
    },
    {
      ...base,
      displayName: 'whole',
      testMatch: ['<rootDir>/test/{end-to-end,faults,replay}/**/*.test.ts'],
      globalSetup: '<rootDir>/test/support/servers-setup.ts',
      globalTeardown: '<rootDir>/test/support/servers-teardown.ts',
    },
    {
      ...base,
      displayName: 'record',
      testMatch: ['<rootDir>/test/replay/**/*.record.ts'],
      globalSetup: '<rootDir>/test/support/servers-setup.ts',
      globalTeardown: '<rootDir>/test/support/servers-teardown.ts',
    },
    { ...base, displayName: 'contract', testMatch: ['<rootDir>/test/contract/**/*.test.ts'] },
  ],
};
