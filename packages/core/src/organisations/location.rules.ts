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
