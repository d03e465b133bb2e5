import { Said } from '@ofrecord/core/people/directory.rules'
import type { DirectoryPerson } from '@ofrecord/core/people/directory.queries'
import { fault } from './scim.faults.ts'
import { extension, userSchema } from './scim.schemas.ts'

/** What was read of a request so far; {@link Said} checks it as a whole. */
export type Draft = Record<string, unknown>

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A resource as POST and PUT bring it. What we do not keep is passed over. */
export const readResource = (resource: Json): Said => {
  const draft: Draft = {}
  for (const [name, value] of Object.entries(resource)) note(draft, name, value)
  return said(draft)
}

/** Checks what was read: a text that is too long, or no text at all, is `invalidValue`. */
export const said = (draft: Draft): Said => {
  const { displayName, ...rest } = draft
  const whole = displayName !== undefined && rest['fullName'] === undefined ? { fullName: displayName } : {}
  const { success, data, error } = Said.safeParse({ ...rest, ...whole })
  return success
    ? data
    : fault('invalidValue', `Not readable: ${error.issues.map(({ path }) => path.join('.')).join(', ')}.`)
}

/** Names of attributes are the same in large and small (RFC 7643, 2.1); `displayName` gives way to `name.formatted`. */
const kept = new Map<string, keyof Said | 'displayName'>(
  Object.entries({
    username: 'userName',
    externalid: 'externalId',
    'name.givenname': 'givenName',
    'name.familyname': 'familyName',
    'name.formatted': 'fullName',
    displayname: 'displayName',
    title: 'jobRole',
    preferredlanguage: 'language',
    locale: 'language',
    'addresses.country': 'country',
    [`${extension.toLowerCase()}:location`]: 'location',
    // Where a path leads into the extension by a dot, as some write it.
    [`${extension.toLowerCase()}.location`]: 'location',
  } as const),
)

const complexNames = new Set(['name', 'addresses', extension.toLowerCase()])

/**
 * Takes one attribute in, by a name or a path: the parts of a complex one, or of the first of many, by themselves. `path` may
 * begin with the schema's URN and hold a filter, which says which address is meant: we know one of each.
 */
export const note = (draft: Draft, path: string, value: unknown): void => {
  const name = path
    .toLowerCase()
    .replace(`${userSchema.toLowerCase()}:`, '')
    .replace(/\[[^\]]*\]/, '')
  const single = Array.isArray(value) ? workOf(value) : value
  const field = kept.get(name)
  if (complexNames.has(name)) {
    if (single === null) return noteParts(draft, name)
    if (!isObject(single)) return single === undefined ? undefined : fault('invalidValue', `${path} has parts.`)
    for (const [part, inner] of Object.entries(single)) note(draft, `${name}.${part}`, inner)
  } else if (name === 'active') draft['active'] = asBoolean(valueOf(single))
  else if (field) draft[field] = asText(valueOf(single))
}

const workOf = (values: readonly unknown[]): unknown =>
  values.find((value) => isObject(value) && value['type'] === 'work') ?? values[0]

/** A complex attribute that is taken back takes its parts along. */
const noteParts = (draft: Draft, name: string): void => {
  for (const [path, field] of kept) if (path.startsWith(`${name}.`)) draft[field] = null
}

/** Some wrap a single value: `[{ "value": "False" }]`. */
const valueOf = (single: unknown): unknown => (isObject(single) && 'value' in single ? single['value'] : single)

/** Large directories send the words "True" and "False". */
const asBoolean = (value: unknown): boolean => {
  const word = typeof value === 'string' ? value.toLowerCase() : value
  if (word === true || word === 'true') return true
  return word === false || word === 'false' ? false : fault('invalidValue', 'active is true or false.')
}

const asText = (value: unknown): unknown => {
  if (value === undefined || value === '') return null
  return typeof value === 'number' ? String(value) : value
}

/** Somebody as the protocol shows them. */
export const resourceOf = (person: DirectoryPerson, baseUrl: string): Json => {
  const { id, userName, externalId, active, givenName, familyName, fullName, location } = person
  const name = {
    ...(fullName !== '' && { formatted: fullName }),
    ...(givenName !== '' && { givenName }),
    ...(familyName !== '' && { familyName }),
  }
  return {
    schemas: [userSchema, extension],
    id,
    ...(externalId !== null && { externalId }),
    userName,
    ...(fullName !== '' && { name, displayName: fullName }),
    emails: [{ value: userName, type: 'work', primary: true }],
    ...(person.jobRole !== '' && { title: person.jobRole }),
    ...(person.language !== '' && { preferredLanguage: person.language }),
    ...(person.country !== '' && { addresses: [{ type: 'work', country: person.country }] }),
    active,
    [extension]: { ...(location !== null && { location }) },
    meta: {
      resourceType: 'User',
      created: person.createdAt,
      lastModified: person.changedAt,
      location: `${baseUrl}/Users/${id}`,
    },
  }
}
