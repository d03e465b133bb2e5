import { z } from 'zod'
import type { Said } from '@ofrecord/core/people/directory.rules'
import { fault } from './scim.faults.ts'
import type { Draft } from './scim.resource.ts'
import { note, said } from './scim.resource.ts'
import { mostOperations } from './scim.schemas.ts'

const Operation = z.looseObject({
  op: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['add', 'replace', 'remove'])),
  path: z.string().max(300).nullish(),
  value: z.unknown().optional(),
})

const Operations = z.array(Operation).min(1).max(mostOperations)

/** `attr`, `attr.sub`, `attr[type eq "work"]`, `attr[…].sub`, each perhaps with a schema's URN before it (RFC 7644, 3.5.2). */
const pathForm = /^(urn:[\w.:-]+:)?[a-z$][\w$-]*(\.[a-z$][\w$-]*)?(\[[^\]]+\](\.[a-z$][\w$-]*)?)?$/i
const urnAlone = /^urn:[\w.:-]+$/i

/**
 * What a PATCH says of somebody (RFC 7644, 3.5.2): its operations one after the other, `Replace` as good as `replace`. Adding
 * to what has one value replaces it. All of it is done, or nothing.
 */
export const readPatch = (body: Readonly<Record<string, unknown>>): Said => {
  const [, listed] = Object.entries(body).find(([name]) => name.toLowerCase() === 'operations') ?? []
  const { success, data } = Operations.safeParse(listed)
  if (!success) return fault('invalidSyntax', `Operations is a list of 1 to ${mostOperations} with op, path and value.`)
  const draft: Draft = {}
  for (const operation of data) apply(draft, operation)
  return said(draft)
}

const apply = (draft: Draft, { op, path, value }: z.infer<typeof Operation>): void => {
  if (path && !pathForm.test(path) && !urnAlone.test(path)) return fault('invalidPath', `No path: ${path}`)
  if (op === 'remove') return remove(draft, path ?? '')
  if (path) return note(draft, path, value)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fault('invalidValue', 'Without a path the value is an object.')
  // Also by paths: { "name.givenName": "Ada" }, as large directories send it.
  for (const [name, inner] of Object.entries(value)) note(draft, name, inner)
}

const lasting = new Set(['username', 'active', 'id', 'schemas'])

const remove = (draft: Draft, path: string): void => {
  if (path === '') return fault('noTarget', 'What is to be removed needs a path.')
  if (lasting.has(path.slice(path.lastIndexOf(':') + 1).toLowerCase()))
    return fault('mutability', `${path} cannot be removed.`)
  note(draft, path, null)
}
