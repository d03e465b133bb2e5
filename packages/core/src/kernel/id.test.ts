import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readGuid } from './guid.rules.ts'
import { newId } from './id.ts'

const guid = '3f6a1c88-09be-4d27-a5f1-6c20e4b97d13'

test.each([
  ['as it is', guid],
  ['upper case', guid.toUpperCase()],
  ['in braces', `{${guid}}`],
  ['in braces with spaces inside and out (C5)', ` { ${guid.toUpperCase()} } `],
  ['as a URN', `urn:uuid:${guid}`],
  ['as a URN in capitals', `URN:UUID:${guid}`],
  ['without dashes', guid.replaceAll('-', '')],
  ['with a tab and a newline around it', `\t${guid}\n`],
  ['with a no-break space pasted before it', `\u00a0${guid}`],
])('CLM-R6: a GUID %s is read', (_shape, typed) => {
  expect(readGuid(typed)).toBe(guid)
})

test.each([
  ['empty', ''],
  ['only spaces', '   '],
  ['35 characters', guid.slice(0, -1)],
  ['37 characters', `${guid}0`],
  ['a letter beyond f', guid.replace('f', 'g')],
  ['full-width digits', guid.replace('3', '３')],
  ['a NUL at its end', `${guid}\0`],
  ['a NUL inside', guid.replace('-', '\0')],
  ['a newline inside', `${guid.slice(0, 18)}\n${guid.slice(18)}`],
  ['two of them', `${guid} ${guid}`],
  ['two without a space', `${guid}${guid}`],
  ['one brace', `{${guid}`],
  ['two pairs of braces', `{{${guid}}}`],
  ['dashes in other places', '3f6a1c8809be-4d27-a5f1-6c20-e4b97d13'],
  ['the nil GUID', '00000000-0000-0000-0000-000000000000'],
  ['the max GUID', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ['the max GUID in capitals without dashes', 'F'.repeat(32)],
  ['a quote and SQL', `${guid}' or '1'='1`],
])('CLM-R6: %s is no GUID', (_what, typed) => {
  expect(readGuid(typed)).toBeUndefined()
})

test('CLM-R6: GUIDs of every version from 1 to 8 are read; a directory does not choose its version for us', () => {
  fc.assert(
    fc.property(fc.uuid({ version: [1, 2, 3, 4, 5, 6, 7, 8] }), (any) => {
      expect(readGuid(`{${any.toUpperCase()}}`)).toBe(any)
    }),
  )
})

test('CLM-R6: reading never throws, and what was read reads the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
      const read = readGuid(typed)
      if (read !== undefined) expect(readGuid(read)).toBe(read)
    }),
  )
})

test('GEN-R1: an id carries the moment it was made for, so rows written under a moved clock sort where they belong', () => {
  const [before, after] = [newId(new Date('2026-11-02T09:00:00Z')), newId(new Date('2026-11-02T09:00:00.001Z'))]
  expect(before < after).toBe(true)
  expect(readGuid(before)).toBe(before)
})
