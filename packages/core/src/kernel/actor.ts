/** Where a role holds: everywhere in the organisation (null), or at these locations. */
export type Scope = readonly string[] | null

export interface Grant {
  role: string
  scope: Scope
  /** Where it was given: of a location's administrator the branches that the scope is all of. */
  at: Scope
}

/** How somebody showed who they are when this session began. `demo`: with one press, in a demonstration. */
export type SignInMethod = 'password' | 'totp' | 'recovery' | 'passkey' | 'sso' | 'demo'

/** The session a person acts in. */
export interface HeldSession {
  id: string
  method: SignInMethod
  /** A member of the vendor's staff who came with a password alone: they may add a factor and do nothing else. */
  needsFactor: boolean
}

/** Somewhere a person may act for: an organisation, or the vendor's desk (null). */
export interface ActingPlace {
  id: string | null
  name: string
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
  /** null: a program acts for them, and nobody's browser. */
  session: HeldSession | null
  /** Where they hold a role, the vendor's desk first (ROL-R1). */
  places: readonly ActingPlace[]
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

/** A company's directory, by a token of one organisation: it brings and ends people there, and holds no role (B.6.1). */
export interface DirectoryActor {
  side: 'directory'
  vendorId: string
  organizationId: string
  tokenId: string
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

export type Actor = PersonActor | LinkActor | AdministratorActor | DirectoryActor | SystemActor | NobodyActor

export const system = (name: string, hand: Hand = {}): SystemActor => ({ side: 'system', name, hand })
export const nobody: NobodyActor = { side: 'nobody' }
