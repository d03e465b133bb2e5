/** Where a role holds: everywhere in the organisation (null), or at these locations. */
export type Scope = readonly string[] | null

export interface Grant {
  role: string
  scope: Scope
}

/** A signed-in person with the organisation (or the vendor's desk) they act for in this call. */
export interface PersonActor {
  side: 'partner' | 'vendor'
  personId: string
  name: string
  email: string
  vendorId: string
  organizationId: string | null
  grants: readonly Grant[]
  locale: string
}

/**
 * What a visitor of the customers' site shows, as the database knows it: the hash of a link's or a session's token, or the
 * code of a receipt. The site's role sees the rows that it opens, and no others.
 */
export interface Hand {
  link?: string
  session?: string
  receipt?: string
}

/** Somebody who holds a link from a letter. Recorded against the address the link was issued to (MIC-R6). */
export interface LinkActor {
  side: 'customer'
  vendorId: string
  linkId: string
  address: string
  hand?: Hand
}

/** An administrator of a customer, or who answers for one, signed in to the customer's own page (B.2.7). */
export interface AdministratorActor {
  side: 'customer'
  vendorId: string
  customerTenantId: string
  sessionId: string
  administratorId: string
  address: string
  name: string
  /** Sees and stops; names nobody and sets no policy. */
  delegate: boolean
  hand?: Hand
}

/** The application itself: events, letters, deadlines, feeds, and what is done for somebody who is not known yet. */
export interface SystemActor {
  side: 'system'
  name: string
  hand?: Hand
}

export interface NobodyActor {
  side: 'nobody'
}

export type Actor = PersonActor | LinkActor | AdministratorActor | SystemActor | NobodyActor

export const system = (name: string, hand: Hand = {}): SystemActor => ({ side: 'system', name, hand })
export const nobody: NobodyActor = { side: 'nobody' }
