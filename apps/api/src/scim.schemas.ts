/** Attributes that the programme has beside the standard ones: an extension of the user (RFC 7643, 3.3). */
export const extension = 'urn:ietf:params:scim:schemas:extension:ofrecord:2.0:User'
export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'
const core = 'urn:ietf:params:scim:schemas:core:2.0'

/** So many resources come on one page; more are asked for by `startIndex`. */
export const largestPage = 100
/** So many operations may stand in one PATCH. */
export const mostOperations = 100

const supported = (is: boolean) => ({ supported: is })

/** RFC 7643, 5. */
export const serviceProviderConfig = {
  schemas: [`${core}:ServiceProviderConfig`],
  patch: supported(true),
  bulk: { ...supported(false), maxOperations: 0, maxPayloadSize: 0 },
  filter: { ...supported(true), maxResults: largestPage },
  changePassword: supported(false),
  sort: supported(false),
  etag: supported(false),
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'A token that a global administrator made under Sign-in and directory.',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig' },
}

/** RFC 7643, 6: people, and nothing else. */
export const userType = {
  schemas: [`${core}:ResourceType`],
  id: 'User',
  name: 'User',
  endpoint: '/Users',
  description: 'People of the organisation',
  schema: userSchema,
  schemaExtensions: [{ schema: extension, required: false }],
  meta: { resourceType: 'ResourceType' },
}

interface Attribute {
  name: string
  type: 'string' | 'boolean' | 'complex'
  description: string
  multiValued: boolean
  required: boolean
  caseExact: boolean
  mutability: 'readWrite' | 'readOnly' | 'immutable'
  returned: 'default'
  uniqueness: 'none' | 'server'
  subAttributes?: Attribute[]
}

const attribute = (name: string, description: string, more: Partial<Attribute> = {}): Attribute => ({
  name,
  type: 'string',
  description,
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
})

const complex = (name: string, description: string, subAttributes: Attribute[], more: Partial<Attribute> = {}) =>
  attribute(name, description, { type: 'complex', subAttributes, ...more })

const readOnly = { mutability: 'readOnly', multiValued: true } as const

const userAttributes = [
  attribute('userName', 'The e-mail address. It names the person for good.', {
    required: true,
    mutability: 'immutable',
    uniqueness: 'server',
  }),
  complex('name', 'The name, in parts or as a whole', [
    attribute('formatted', 'As a whole'),
    attribute('givenName', 'First name'),
    attribute('familyName', 'Last name'),
  ]),
  attribute('displayName', 'The name as a whole; name.formatted counts where both are given'),
  attribute('title', 'Job role'),
  attribute('preferredLanguage', 'Language of letters and pages'),
  attribute('active', 'Whether they are in, or invited; false ends it', { type: 'boolean' }),
  complex(
    'emails',
    'The same address as userName',
    [attribute('value', 'Address', { mutability: 'readOnly' })],
    readOnly,
  ),
  complex('addresses', 'Where they work', [attribute('country', 'ISO 3166-1 alpha-2')], { multiValued: true }),
]

/** RFC 7643, 7. */
export const schemas = [
  {
    schemas: [`${core}:Schema`],
    id: userSchema,
    name: 'User',
    description: 'Somebody of the organisation',
    attributes: userAttributes,
    meta: { resourceType: 'Schema' },
  },
  {
    schemas: [`${core}:Schema`],
    id: extension,
    name: 'Programme',
    description: 'What the partner programme adds',
    attributes: [attribute('location', 'Partner number of the location where they are at home')],
    meta: { resourceType: 'Schema' },
  },
]
