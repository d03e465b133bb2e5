import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Refusal, RefusalKind } from '@ofrecord/core/kernel/errors'
import { refusalText } from '@ofrecord/core/kernel/words'
import { extension } from './scim.schemas.ts'

type ScimType =
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidSyntax'
  | 'invalidValue'
  | 'mutability'
  | 'noTarget'
  | 'uniqueness'

/** A request that the protocol itself refuses (RFC 7644, 3.12). */
export class ScimFault extends Error {
  readonly status: ContentfulStatusCode
  readonly scimType: ScimType | undefined

  constructor(status: ContentfulStatusCode, detail: string, scimType?: ScimType) {
    super(detail)
    this.name = 'ScimFault'
    this.status = status
    this.scimType = scimType
  }
}

export const fault = (scimType: ScimType, detail: string): never => {
  throw new ScimFault(400, detail, scimType)
}

const statusOf: Record<RefusalKind, ContentfulStatusCode> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  absent: 404,
  conflict: 409,
  throttled: 429,
  too_large: 413,
}

/** What is wrong with how things stand, and not with what was sent: sent again later it may go through. */
const standing = new Set(['CONTACT_REQUIRED', 'LAST_ADMIN'])

const types: Readonly<Record<string, ScimType>> = {
  INVITE_SYNTAX: 'invalidValue',
  INVITE_LOCATION: 'invalidValue',
  INPUT_SHAPE: 'invalidValue',
  DIRECTORY_PERSON_INACTIVE: 'invalidValue',
  DIRECTORY_ADDRESS_FIXED: 'mutability',
  INVITE_ALREADY_ACTIVE: 'uniqueness',
  INVITE_ALREADY_PENDING: 'uniqueness',
  DIRECTORY_PERSON_KNOWN: 'uniqueness',
  DIRECTORY_EXTERNAL_TAKEN: 'uniqueness',
}

/** A refusal of ours as the protocol says it, with our text and, for whoever reads the directory's log, our code. */
export const answerRefusal = (c: Context, { kind, code, detail }: Refusal): Response => {
  const status = standing.has(code) ? 409 : statusOf[kind]
  const text = refusalText(code, { ...detail.params, field: detail.field ?? '' }, 'en', 'UTC')
  return answerFault(c, status, `${text} (${code})`, types[code], { code, rule: detail.rule ?? null })
}

export const answerFault = (
  c: Context,
  status: ContentfulStatusCode,
  detail: string,
  scimType?: ScimType,
  ours?: { code: string; rule: string | null },
): Response =>
  answer(c, status, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error', ...(ours ? [extension] : [])],
    status: String(status),
    ...(scimType && { scimType }),
    detail,
    ...(ours && { [extension]: ours }),
  })

/** Everything is answered as `application/scim+json` (RFC 7644, 3.1). */
export const answer = (c: Context, status: ContentfulStatusCode, body: object): Response => {
  c.header('content-type', 'application/scim+json; charset=utf-8')
  return c.body(JSON.stringify(body), status)
}
