import type { Problem } from '../kernel/errors.ts'
import { domainOf, isFreeMail, MailAddress } from '../people/mail.rules.ts'
import type { ClaimInput, ContactInput } from './claim.rules.ts'

/** The same address typed another way is the same mailbox. */
export const sameAddress = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

const isWithinDomain = (email: string, domains: readonly string[]): boolean =>
  domains
    .map((domain) => domain.toLowerCase())
    .some((domain) => domainOf(email) === domain || domainOf(email).endsWith(`.${domain}`))

/** Step 6: every contact field, and that the customer's contact really is at the customer (CLM-R14, CLM-V16). */
export const problemsOfContacts = (
  input: ClaimInput,
  organizationDomains: readonly string[],
  needsTechnicalContact: boolean,
): Problem[] => [
  ...problemsOfContact(input, 'customerContact', organizationDomains),
  ...(needsTechnicalContact ? problemsOfContact(input, 'technicalContact', organizationDomains) : []),
  ...problemsOfPartnerContact(input),
  ...(input.name === '' ? [{ code: 'CLAIM_NAME_REQUIRED', field: 'name', rule: 'CLM-V16' }] : []),
]

const problemsOfContact = (
  input: ClaimInput,
  which: 'customerContact' | 'technicalContact',
  organizationDomains: readonly string[],
): Problem[] => {
  const contact: ContactInput = input[which]
  const empty = (['name', 'title', 'email'] as const)
    .filter((field) => contact[field] === '')
    .map((field) => ({ code: 'CONTACT_INCOMPLETE', field: `${which}.${field}`, rule: 'CLM-V16' }))
  return contact.email === '' ? empty : [...empty, ...problemsOfAddress(input, which, organizationDomains)]
}

const problemsOfAddress = (
  input: ClaimInput,
  which: 'customerContact' | 'technicalContact',
  organizationDomains: readonly string[],
): Problem[] => {
  const { email } = input[which]
  const field = `${which}.email`
  if (!MailAddress.safeParse(email).success) return [{ code: 'CONTACT_EMAIL_MALFORMED', field, rule: 'CLM-R14' }]
  if (sameAddress(email, input.partnerContact.email))
    return [{ code: 'CONTACT_EQUALS_PARTNER_CONTACT', field, rule: 'CLM-R14' }]
  if (isWithinDomain(email, organizationDomains))
    return [{ code: 'CONTACT_DOMAIN_IS_PARTNER', field, rule: 'CLM-R14', params: { domain: domainOf(email) } }]
  if (isFreeMail(email)) return [{ code: 'CONTACT_FREE_MAIL', field, rule: 'CLM-R14', warning: true }]
  return []
}

const problemsOfPartnerContact = ({ partnerContact }: ClaimInput): Problem[] => {
  const empty = (['name', 'email'] as const)
    .filter((field) => partnerContact[field] === '')
    .map((field) => ({ code: 'CONTACT_INCOMPLETE', field: `partnerContact.${field}`, rule: 'CLM-V16' }))
  const malformed = partnerContact.email !== '' && !MailAddress.safeParse(partnerContact.email).success
  return malformed
    ? [...empty, { code: 'CONTACT_EMAIL_MALFORMED', field: 'partnerContact.email', rule: 'CLM-R14' }]
    : empty
}
