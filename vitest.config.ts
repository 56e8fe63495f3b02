import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/global-setup.ts'],
    // Two cores: a file that waits for the database leaves the other one to work.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 150_000,
    retry: 0,
  },
});
