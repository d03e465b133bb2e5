import { createPrivateKey } from 'node:crypto'
import { z } from 'zod'

/** How letters are signed (DKIM, RFC 6376): `selector._domainkey.domain` in the DNS holds the public key. */
export type Signing = Readonly<{ domain: string; selector: string; key: string }>

/** What a letter's own address adds to it is 42 characters long, and what stands before the @ may have 64. */
const returnMailbox = /^[^\s<>@+"]{1,22}@[^\s<>@]+$/
const domainName = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/i

/** The settings of how letters are signed, and how they come back. */
export const mailShape = {
  OFRECORD_RETURN_ADDRESS: z
    .string()
    .regex(
      returnMailbox,
      'is not a mailbox for returned letters. Give bounces@host, 22 characters before the @ at most.',
    )
    .optional(),
  OFRECORD_RETURNS_TOKEN: z
    .string()
    .min(32, 'is too short. Give 32 random characters or more: openssl rand -base64 48')
    .optional(),
  OFRECORD_DKIM_KEY: z
    .string()
    // In an env file a key is one line, with its line ends written out.
    .transform((value) => value.replaceAll('\\n', '\n'))
    .refine(isRsaKey, 'is not a private RSA key of 1024 bits or more in PEM. Make one: openssl genrsa 2048')
    .optional(),
  OFRECORD_DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i, 'is not a selector. Give the name before ._domainkey in your DNS.')
    .optional(),
  OFRECORD_DKIM_DOMAIN: z.string().regex(domainName, 'is not a domain. Give one like example.com').optional(),
}

/** Without a domain of its own the signature is the sender's, which is what DMARC compares. */
export function dkimOf(values: z.output<z.ZodObject<typeof mailShape>>, mailFrom: string): Signing | undefined {
  const { OFRECORD_DKIM_KEY: key, OFRECORD_DKIM_SELECTOR: selector, OFRECORD_DKIM_DOMAIN: domain } = values
  if (!key || !selector) return undefined
  return Object.freeze({ domain: domain ?? mailFrom.replaceAll(/^.*@|>$/g, ''), selector, key })
}

/** Half a signature would leave letters unsigned without a word. */
export function dkimContradictions(given: Record<string, string>): string[] {
  const { OFRECORD_DKIM_KEY: key, OFRECORD_DKIM_SELECTOR: selector, OFRECORD_DKIM_DOMAIN: domain } = given
  const problems: string[] = []
  if ((key ?? domain) !== undefined && selector === undefined)
    problems.push('OFRECORD_DKIM_SELECTOR is missing. Give the name under which the public key stands in your DNS.')
  if ((selector ?? domain) !== undefined && key === undefined)
    problems.push('OFRECORD_DKIM_KEY is missing. Give the private key in PEM, or OFRECORD_DKIM_KEY_FILE.')
  return problems
}

/** Shorter keys are refused by whoever checks them (RFC 8301), and other kinds by the signer. */
function isRsaKey(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem)
    return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 1024
  } catch {
    return false
  }
}
