import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/calendar/**'],
          setupFiles: ['test/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // Whole years: the schedule in forty zones. Minutes, not seconds.
      { test: { name: 'calendar', include: ['test/calendar/**/*.test.ts'], testTimeout: 600_000 } },
      // The same test as in `npm test`, with as many cycles as KILL_CYCLES says.
      { test: { name: 'crash', include: ['test/crash.test.ts'], testTimeout: 900_000 } },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
