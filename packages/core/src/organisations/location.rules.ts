import { defineMoves } from '../kernel/moves.ts'

export const locationStatuses = [
  'pending_verification',
  'verified',
  'verification_failed',
  'dissociated',
  'archived',
] as const
export type LocationStatus = (typeof locationStatuses)[number]

/** Claims hang on a location that exists for the vendor and has not left (CLM-R4). */
export const isActiveLocation = (status: LocationStatus): boolean => status === 'verified'

/** It closed: it is in no tree, and its number names nothing any more (B.16.3). */
export const hasLeft = (status: LocationStatus): boolean => status === 'dissociated' || status === 'archived'

export const locationVerbs = ['verify', 'fail', 'resubmit', 'edit', 'dissociate', 'restore', 'archive'] as const
export type LocationVerb = (typeof locationVerbs)[number]

/**
 * B.16.3. `edit` is an edit of what was verified: legal name or country. `restore` leads to the state that the location had
 * (`statusBefore`); the table names the one that opens least. The service desk verifies also what it had refused: after the
 * third attempt nobody else can.
 */
export const locationMoves = defineMoves<LocationStatus, LocationVerb>()({
  pending_verification: {
    verify: 'verified',
    fail: 'verification_failed',
    edit: 'pending_verification',
    dissociate: 'dissociated',
  },
  verified: { edit: 'pending_verification', dissociate: 'dissociated' },
  verification_failed: {
    verify: 'verified',
    edit: 'verification_failed',
    resubmit: 'pending_verification',
    dissociate: 'dissociated',
  },
  dissociated: { restore: 'pending_verification', archive: 'archived' },
  archived: {},
})

/** After as many attempts the service desk takes over (B.16.3). */
export const verificationAttempts = 3

/** Why a location could not be verified (HIE-R8). */
export const verificationReasons = [
  'legal_name_unknown',
  'address_unknown',
  'registration_number_differs',
  'tax_id_differs',
  'not_the_same_company',
  'other',
] as const
export type VerificationReason = (typeof verificationReasons)[number]
