import { z } from 'zod'

/** What a link is good for. A link has one purpose and never signs anybody in. */
export const linkPurposes = [
  'consent',
  'reference',
  'reference_withdraw',
  'clarification',
  'invitation',
  'password',
  'mailbox',
  'merge',
  'digest',
] as const
export type LinkPurpose = (typeof linkPurposes)[number]

/** 32 bytes in base64url: 43 characters of the URL-safe alphabet, so that gateways that rewrite links leave it whole. */
export const LinkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
