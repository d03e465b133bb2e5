import type { AnyLetter } from './letters.ts'

/** To somebody of an organisation, about what they may do or stand for there. */
interface AccessLetter extends AnyLetter {
  /** For the greeting; without it there is none. */
  recipientName?: string | undefined
  organisationName: string
  /** The page of the matter. The one button. */
  pageUrl: string
  /** When it happened. */
  happenedAt: string
}

/** What the page of the button shows: the contacts, or to who administers nobody the organisations they are of. */
type ContactPage = 'contacts' | 'own' | undefined

/** Somebody holds a contact role at a location, or does not any more (CNT-R3). */
export interface ContactChanged extends AccessLetter {
  locationName: string
  role: 'primary_program' | 'executive' | 'sales_marketing' | 'technical_1' | 'technical_2' | 'technical_3'
  /** The role was taken from its reader. */
  taken: boolean
  /** What the reader administers by the role (CNT-R5). */
  administers?: 'organisation' | 'location' | undefined
  opens?: ContactPage
}

/** Somebody is allowed something at a location, or is not any more (B.6.4). */
export interface PrivilegeChanged extends AccessLetter {
  locationName: string
  privilege: 'software_download' | 'view_keys' | 'license_statement' | 'training_admin'
  taken: boolean
}

/** To administrators: somebody's certifications count for the organisation, or do not any more (CP-R2). */
export interface CredentialMoved extends AccessLetter {
  personName: string
  joined: boolean
}

/** An administrator asks somebody to link their certifications, which they alone can (CP-R1). */
export interface CredentialAsked extends AccessLetter {
  authorName: string
}

/** To its owner: what came of the check of the name on a credential (CP-R4). */
export interface CredentialChecked extends AccessLetter {
  /** The number that the provider of the certifications gave. */
  credentialId: string
  accepted: boolean
}

/** To a program contact: shows that the mailbox takes letters (CNT-R6). */
export interface MailboxTest extends AccessLetter {
  locationName: string
  opens?: ContactPage
}
