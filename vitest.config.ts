import { existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Files in memory are not waited for: every press is flushed to its disk, and a test's disk need not outlive a power cut. */
const inMemory = '/dev/shm'
const enoughBytes = 1024 ** 3
const isRoomy = (): boolean => {
  if (!existsSync(inMemory)) return false
  const { bavail, bsize } = statfsSync(inMemory)
  return bavail * bsize > enoughBytes
}

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/calendar/**'],
          setupFiles: ['test/setup.ts'],
          env: { TMPDIR: isRoomy() ? inMemory : tmpdir() },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // Whole years: the schedule in forty zones, and one of a whole organisation. Minutes, not seconds.
      {
        test: {
          name: 'calendar',
          include: ['test/calendar/**/*.test.ts'],
          env: { TMPDIR: isRoomy() ? inMemory : tmpdir() },
          testTimeout: 600_000,
        },
      },
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
