import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/**
 * These start programs, browsers or servers and wait for them, for up to a minute. One that begins last is waited for
 * by everybody with an idle core, and vitest knows how long a file takes only where it ran before.
 */
const waiting = [
  'apps/worker/src/main.test.ts',
  'packages/world/src/build.test.ts',
  'tools/postgres.test.ts',
  'apps/consent/test/portal.browser.test.ts',
  'apps/consent/test/browser.test.ts',
  'apps/consent/test/gateway.test.ts',
]

/** The order of vitest, but for those that are waited for: they begin first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- the order that vitest itself would take
    const sorted = await super.sort(files)
    const place = ({ moduleId }: TestSpecification): number => {
      const at = waiting.findIndex((path) => moduleId.endsWith(path))
      return at < 0 ? waiting.length : at
    }
    return sorted.toSorted((a, b) => place(a) - place(b))
  }
}
