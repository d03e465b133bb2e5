import { readGuid } from '@ofrecord/core/kernel/guid.rules'
import { expect, test } from 'vitest'
import { plainGuid } from './guid.ts'

test('every shape that the server reads is shown in the server’s shape (CLM-R6)', () => {
  const guid = 'e2a4c9f0-53d7-4b68-a1cd-90b7f2e8d314'
  for (const typed of [guid, guid.toUpperCase(), ` {${guid}} `, `urn:uuid:${guid}`, guid.replaceAll('-', '')])
    expect(plainGuid(typed)).toBe(readGuid(typed))
  for (const typed of ['', 'e2a4c9f0-53d7', 'not a guid']) expect(plainGuid(typed)).toBe(typed)
})
