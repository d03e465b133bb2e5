import type { DirectoryFilter } from '@ofrecord/core/people/directory.queries'
import { line } from '@ofrecord/core/kernel/text.rules'
import { fault } from './scim.faults.ts'

const form = /^\s*([a-z][\w:.]*(?:\[[^\]]+\]\.value)?)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)\s*$/i

const fields = new Map<string, 'userName' | 'externalId' | 'id' | 'active'>(
  Object.entries({
    username: 'userName',
    'emails.value': 'userName',
    emails: 'userName',
    externalid: 'externalId',
    id: 'id',
    active: 'active',
  } as const),
)

const offered = 'Filters are userName, externalId, id or active, then eq and a value.'

/** One comparison, as directories ask for whom they mean (RFC 7644, 3.4.2.2); anything else is `invalidFilter`. */
export const readFilter = (typed: string): DirectoryFilter => {
  const [, path = '', literal = ''] = form.exec(typed) ?? []
  const name = path
    .toLowerCase()
    .replace('urn:ietf:params:scim:schemas:core:2.0:user:', '')
    .replace(/\[[^\]]+\]\.value$/, '')
  const field = fields.get(name)
  if (!field) return fault('invalidFilter', offered)
  const value = readLiteral(literal)
  if (field !== 'active') return typeof value === 'string' ? { [field]: value } : fault('invalidFilter', offered)
  const word = String(value).toLowerCase()
  return word === 'true' || word === 'false' ? { active: word === 'true' } : fault('invalidFilter', offered)
}

const readLiteral = (literal: string): unknown => {
  try {
    const value: unknown = JSON.parse(literal.startsWith('"') ? literal : literal.toLowerCase())
    // What PostgreSQL cannot hold it cannot be asked for.
    if (typeof value !== 'string' || line(300).safeParse(value).success) return value
  } catch {
    // It is told below, as what is no value.
  }
  return fault('invalidFilter', offered)
}
