import { programmeRouter } from './catalogue/competency.router.ts'
import { policyRouter } from './catalogue/policy.router.ts'
import { claimRouter } from './claims/claim.router.ts'
import { reviewRouter } from './claims/review.router.ts'
import { viewRouter } from './claims/view.router.ts'
import { competencyRouter } from './competencies/competency.router.ts'
import { checkRouter } from './consent/check.router.ts'
import { clarificationRouter } from './consent/clarification.router.ts'
import { enquiryRouter } from './consent/enquiry.router.ts'
import { consentRouter } from './consent/consent.router.ts'
import { erasureRouter } from './consent/erasure.router.ts'
import { portalRouter } from './consent/portal.router.ts'
import { hierarchyRouter } from './hierarchy/hierarchy.router.ts'
import { membershipsRouter } from './memberships/memberships.router.ts'
import { createCallerFactory, router } from './kernel/trpc.ts'
import { organizationRouter } from './organisations/organization.router.ts'
import { accountRouter } from './people/account.router.ts'
import { contactRouter } from './people/contact.router.ts'
import { credentialRouter } from './people/credential.router.ts'
import { digestRouter } from './people/digest.router.ts'
import { directoryRouter } from './people/directory.router.ts'
import { peopleRouter } from './people/people.router.ts'
import { privilegeRouter } from './people/privilege.router.ts'
import { sessionRouter } from './people/session.router.ts'
import { ssoRouter } from './people/sso.router.ts'
import { referenceRouter } from './references/reference.router.ts'
import { supportDeskRouter } from './support/desk.router.ts'
import { supportRouter } from './support/ticket.router.ts'

/** Every procedure: over HTTP for the dashboard, by caller for the microsite. */
export const appRouter = router({
  session: sessionRouter,
  account: accountRouter,
  digests: digestRouter,
  singleSignOn: ssoRouter,
  directory: directoryRouter,
  organisations: organizationRouter,
  hierarchy: hierarchyRouter,
  people: peopleRouter,
  contacts: contactRouter,
  privileges: privilegeRouter,
  credentials: credentialRouter,
  claims: claimRouter,
  review: reviewRouter,
  consent: consentRouter,
  checks: checkRouter,
  enquiries: enquiryRouter,
  clarifications: clarificationRouter,
  portal: portalRouter,
  erasures: erasureRouter,
  references: referenceRouter,
  competencies: competencyRouter,
  memberships: membershipsRouter,
  support: supportRouter,
  supportDesk: supportDeskRouter,
  policy: policyRouter,
  programme: programmeRouter,
  views: viewRouter,
})

export type AppRouter = typeof appRouter
export const createCaller = createCallerFactory(appRouter)
