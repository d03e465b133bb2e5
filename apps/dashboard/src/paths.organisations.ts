/** Addresses that only pages of organisations lead to: a first visit does without them. */
export const organisationPaths = {
  companySignIn: '/organisation/sign-in',
  newLocation: '/organisation/locations/new',
  closeLocation: (locationId: string) => `/organisation/locations/${locationId}/dissociate`,
  treeHistory: '/organisation/history',
  editLocation: (locationId: string) => `/organisation/locations/${locationId}/edit`,
  merge: (mergeId: string) => `/organisation/merges/${mergeId}`,
  deskLocation: (locationId: string) => `/desk/locations/${locationId}`,
  deskMerge: (mergeId: string) => `/desk/merges/${mergeId}`,
}
