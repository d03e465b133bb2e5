import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { compiled } from './tools/launch-env.ts'
import { LongestFirst } from './tools/longest-first.ts'

const dashboard = 'apps/dashboard/vitest.config.ts'

// Node runs our code as it does in the programs, and keeps it compiled between runs.
const deps = {
  external: [
    /\/(packages\/(core|messages|verify)|emails|tools|apps\/(api|consent|worker))\/(?!.*(\.test\.ts|node_modules)).*\.[jt]s$/,
  ],
}

// One PostgreSQL server serves the whole run; test files take databases of their own on it.
export default defineConfig({
  test: {
    // Tests wait for PostgreSQL half of the time; the default leaves one of two cores idle.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['tools/test-database.ts'],
    // For the programs that tests start.
    env: { NODE_COMPILE_CACHE: compiled },
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          isolate: false,
          environment: 'node',
          server: { deps },
          include: ['{packages,emails,tools}/**/*.test.ts', 'apps/{api,consent,worker}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      ...(existsSync(dashboard) ? [dashboard] : []),
      {
        extends: true,
        test: {
          name: 'story',
          environment: 'node',
          server: { deps },
          include: ['tests/story/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
