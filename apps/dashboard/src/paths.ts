/** Where things are. The patterns stand in routes.tsx; nobody else writes a URL of this application. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  demo: '/demo',
  forgotten: '/forgotten',
  security: '/account/security',
  claims: '/claims',
  newClaim: '/claims/new',
  claim: (claimId: string) => `/claims/${claimId}`,
  /** A claim that is not created yet, or a draft that is being changed, at one step of the wizard. */
  unfinishedClaim: (draftId: string, step: string) => `/claims/unfinished/${draftId}/${step}`,
  review: '/review',
  conflicts: '/review/conflicts',
  conflict: (conflictId: string) => `/review/conflicts/${conflictId}`,
  reviewClaim: (claimId: string) => `/review/${claimId}`,
  organisation: '/organisation',
  locations: '/organisation/locations',
  location: (locationId: string) => `/organisation/locations/${locationId}`,
  rehearsals: '/organisation/rehearsals',
  rehearsal: (rehearsalId: string) => `/organisation/rehearsals/${rehearsalId}`,
  merges: '/organisation/merges',
  treeDesk: '/desk/locations',
  people: '/people',
  toApprove: '/people/to-approve',
  requests: '/people/requests',
  awaiting: '/people/awaiting',
  invite: '/people/invite',
  inviteSeveral: '/people/invite/several',
  importPeople: '/people/invite/file',
  certified: '/people/certified',
  trainings: '/people/trainings',
  contacts: '/people/contacts',
  privileges: '/people/privileges',
  roles: '/people/roles',
  person: (affiliationId: string) => `/people/${affiliationId}`,
  ownProfile: '/account/profile',
  ownCredential: '/account/credential',
  ownOrganisations: '/account/organisations',
  letters: '/account/letters',
  nameChecks: '/desk/name-checks',
  competencies: '/competencies',
  competencyDesk: '/desk/competencies',
  membership: '/memberships',
  paymentDesk: '/desk/payments',
  references: '/references',
  referenceChecks: '/review/references',
  programme: '/programme/competencies',
  support: '/support',
  ticketDesk: '/desk/tickets',
  settings: '/settings',
  exclusions: '/settings/exclusions',
  erasure: '/settings/erasure',
} as const

/** The sign-in page, with the way back to where the reader wanted to go. */
export const signInTo = (wanted: string): string =>
  wanted === paths.home ? paths.signIn : `${paths.signIn}?next=${encodeURIComponent(wanted)}`

/** Where to go after signing in; only inside this application, since the address bar can be written by anybody. */
export const wantedPath = (next: unknown): string =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith(paths.signIn) ? next : paths.home
