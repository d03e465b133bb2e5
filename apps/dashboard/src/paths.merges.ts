/** Addresses that only lists of mergers and of locations to be looked at lead to: a first visit does without them. */
export const mergePaths = {
  merge: (mergeId: string) => `/organisation/merges/${mergeId}`,
  deskLocation: (locationId: string) => `/desk/locations/${locationId}`,
  deskMerge: (mergeId: string) => `/desk/merges/${mergeId}`,
}
