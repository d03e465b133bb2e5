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

export interface TreeLocation {
  id: string
  parentId: string | null
}

/** A location and everything below it. */
export const subtreeOf = (locations: readonly TreeLocation[], rootId: string): string[] => {
  const below = locations.filter(({ parentId }) => parentId === rootId).flatMap(({ id }) => subtreeOf(locations, id))
  return [rootId, ...below]
}
