import type { ClaimPage } from '@ofrecord/core/claims/claim.queries'

export type { ClaimPage }
export type ClaimItem = ClaimPage['items'][number]
export type ClaimContact = ClaimPage['contacts'][number]
export type EvidenceFile = ClaimPage['evidence'][number]
export type ClaimEvent = ClaimPage['history'][number]
export type Delivery = ClaimPage['deliveries'][number]

export const contactOf = (claim: ClaimPage, kind: ClaimContact['kind']): ClaimContact | undefined =>
  claim.contacts.find((contact) => contact.kind === kind)

/** The latest event of a type, if there was one; the history stands newest first. */
export const lastEvent = (claim: ClaimPage, type: string): ClaimEvent | undefined =>
  claim.history.find((event) => event.type === type)

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')
export const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
export const countIn = (value: unknown): number => (typeof value === 'number' ? value : 0)
