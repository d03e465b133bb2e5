import { spawnSync } from 'node:child_process'
import { test } from '../packages/core/test/world.ts'
import { expect } from 'vitest'

test('the operator lists and rotates the keys; with a secret that is not the programs’ nothing changes', ({
  world,
}) => {
  const keys = (verb: string, secret = 'a secret of this installation, 32+') => {
    const { PATH, NODE_COMPILE_CACHE } = process.env
    const env = { PATH, NODE_COMPILE_CACHE, DATABASE_URL: world.lentUrl, OFRECORD_SECRET: secret }
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [new URL('keys.ts', import.meta.url).pathname, verb],
      { encoding: 'utf8', env },
    )
    return { status, said: stdout + stderr }
  }
  expect(keys('list').said).toContain('Nothing was signed yet')
  expect(keys('rotate').said).toMatch(/^[0-9a-f]{16} is the first key/)
  expect(keys('rotate').said).toMatch(/is retired\. From now on [0-9a-f]{16} signs, key 2/)
  const refused = keys('rotate', 'another secret of an installation')
  expect([refused.status, refused.said]).toEqual([1, expect.stringContaining('Nothing was changed')])
  const listed = keys('list').said.trim().split('\n')
  expect(listed.map((line) => /retired|in use/.exec(line)?.[0])).toEqual(['retired', 'in use'])
})
