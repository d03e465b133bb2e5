import { z } from 'zod'

// A relay refuses more than 64 characters before the @ (RFC 5321), so a letter would never arrive.
export const MailAddress = z.email().regex(/^[^@]{1,64}@/)

/** Where everybody can open a mailbox: it says nothing about whom somebody works for. */
const freeMailDomains: ReadonlySet<string> = new Set(['freemail.example', 'webpost.example', 'inbox.example'])

export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

export const isFreeMail = (email: string): boolean => freeMailDomains.has(domainOf(email))

/** Whether an address is in one of these domains itself; a subdomain may belong to somebody else. */
export const isOnDomain = (email: string, domains: readonly string[]): boolean =>
  domains.some((domain) => domain.toLowerCase() === domainOf(email))
