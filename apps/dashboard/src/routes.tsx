import type { RouteDefinition } from '@solidjs/router'
import { lazy } from 'solid-js'
import { Shell } from './shell.tsx'

/** Every URL of the dashboard. Pages are loaded when they are first opened. */
export const routes: RouteDefinition[] = [
  { path: '/sign-in', component: lazy(() => import('./account/sign-in.page.tsx')) },
  { path: '/forgotten', component: lazy(() => import('./account/forgotten.page.tsx')) },
  { path: '/reset/:token', component: lazy(() => import('./account/reset.page.tsx')) },
  { path: '/invitation/:token', component: lazy(() => import('./account/invitation.page.tsx')) },
  { path: '/demo', component: lazy(() => import('./account/demo.page.tsx')) },
  ...(import.meta.env.DEV ? [{ path: '/gallery', component: lazy(() => import('./gallery/gallery.page.tsx')) }] : []),
  {
    component: Shell,
    children: [
      { path: '/', component: lazy(() => import('./home/home.page.tsx')) },
      { path: '/claims', component: lazy(() => import('./claims/claims.page.tsx')) },
      // One entry for both, so that the wizard stays as it is when the first step gives the claim its place.
      {
        path: ['/claims/new', '/claims/unfinished/:draftId/:step'],
        component: lazy(() => import('./claims/wizard/wizard.page.tsx')),
      },
      { path: '/claims/:claimId', component: lazy(() => import('./claims/claim.page.tsx')) },
      { path: '/review', component: lazy(() => import('./review/queue.page.tsx')) },
      { path: '/review/conflicts', component: lazy(() => import('./review/conflicts/conflicts.page.tsx')) },
      { path: '/review/conflicts/:conflictId', component: lazy(() => import('./review/conflicts/conflict.page.tsx')) },
      { path: '/review/references', component: lazy(() => import('./references/checks.page.tsx')) },
      { path: '/review/references/:referenceId', component: lazy(() => import('./references/check.page.tsx')) },
      { path: '/review/:claimId', component: lazy(() => import('./review/review.page.tsx')) },
      { path: '/organisation', component: lazy(() => import('./organisations/organisation.page.tsx')) },
      { path: '/organisation/locations', component: lazy(() => import('./organisations/locations.page.tsx')) },
      { path: '/organisation/locations/new', component: lazy(() => import('./organisations/new-location.page.tsx')) },
      {
        path: '/organisation/locations/:locationId',
        component: lazy(() => import('./organisations/location.page.tsx')),
      },
      {
        path: '/organisation/locations/:locationId/edit',
        component: lazy(() => import('./organisations/edit-location.page.tsx')),
      },
      {
        path: '/organisation/locations/:locationId/dissociate',
        component: lazy(() => import('./organisations/dissociate.page.tsx')),
      },
      { path: '/organisation/rehearsals', component: lazy(() => import('./organisations/rehearsals.page.tsx')) },
      {
        path: '/organisation/rehearsals/:rehearsalId',
        component: lazy(() => import('./organisations/rehearsal.page.tsx')),
      },
      { path: '/organisation/history', component: lazy(() => import('./organisations/history.page.tsx')) },
      { path: '/organisation/merges', component: lazy(() => import('./organisations/merges.page.tsx')) },
      { path: '/organisation/merges/:mergeId', component: lazy(() => import('./organisations/merge.page.tsx')) },
      { path: '/desk/locations', component: lazy(() => import('./organisations/desk.page.tsx')) },
      { path: '/desk/locations/:locationId', component: lazy(() => import('./organisations/desk-location.page.tsx')) },
      { path: '/desk/merges/:mergeId', component: lazy(() => import('./organisations/merge.page.tsx')) },
      { path: '/organisation/sign-in', component: lazy(() => import('./account/company.page.tsx')) },
      { path: '/account/letters', component: lazy(() => import('./account/letters.page.tsx')) },
      { path: '/account/security', component: lazy(() => import('./account/security.page.tsx')) },
      { path: '/people', component: lazy(() => import('./people/active.page.tsx')) },
      { path: '/people/to-approve', component: lazy(() => import('./people/to-approve.page.tsx')) },
      { path: '/people/requests', component: lazy(() => import('./people/requests.page.tsx')) },
      // One entry for both: the form for a list of addresses stands beside those who are awaited already.
      {
        path: ['/people/awaiting', '/people/invite/several'],
        component: lazy(() => import('./people/awaiting.page.tsx')),
      },
      { path: '/people/invite', component: lazy(() => import('./people/invite.page.tsx')) },
      { path: '/people/invite/file', component: lazy(() => import('./people/import.page.tsx')) },
      { path: '/people/certified', component: lazy(() => import('./people/certified.page.tsx')) },
      { path: '/people/trainings', component: lazy(() => import('./people/trainings.page.tsx')) },
      { path: '/people/contacts', component: lazy(() => import('./people/contacts.page.tsx')) },
      { path: '/people/privileges', component: lazy(() => import('./people/privileges.page.tsx')) },
      { path: '/people/roles', component: lazy(() => import('./people/roles.page.tsx')) },
      { path: '/people/:affiliationId', component: lazy(() => import('./people/person.page.tsx')) },
      { path: '/account/profile', component: lazy(() => import('./people/profile.page.tsx')) },
      { path: '/account/credential', component: lazy(() => import('./people/credential.page.tsx')) },
      { path: '/account/organisations', component: lazy(() => import('./people/memberships.page.tsx')) },
      { path: '/desk/name-checks', component: lazy(() => import('./people/name-checks.page.tsx')) },
      { path: '/competencies', component: lazy(() => import('./competencies/competencies.page.tsx')) },
      { path: '/competencies/requirements', component: lazy(() => import('./competencies/requirements.page.tsx')) },
      { path: '/competencies/history', component: lazy(() => import('./competencies/history.page.tsx')) },
      { path: '/competencies/simulate', component: lazy(() => import('./competencies/simulation.page.tsx')) },
      { path: '/competencies/:enrollmentId', component: lazy(() => import('./competencies/enrollment.page.tsx')) },
      { path: '/desk/competencies', component: lazy(() => import('./competencies/desk.page.tsx')) },
      { path: '/memberships', component: lazy(() => import('./memberships/membership.page.tsx')) },
      { path: '/memberships/order', component: lazy(() => import('./memberships/order.page.tsx')) },
      { path: '/memberships/orders/:orderId', component: lazy(() => import('./memberships/fee-order.page.tsx')) },
      { path: '/memberships/payments', component: lazy(() => import('./memberships/payments.page.tsx')) },
      { path: '/memberships/invoices', component: lazy(() => import('./memberships/invoices.page.tsx')) },
      { path: '/memberships/tax', component: lazy(() => import('./memberships/tax.page.tsx')) },
      { path: '/desk/payments', component: lazy(() => import('./memberships/desk.page.tsx')) },
      { path: '/desk/payments/:orderId', component: lazy(() => import('./memberships/desk-order.page.tsx')) },
      { path: '/references', component: lazy(() => import('./references/references.page.tsx')) },
      // One entry for both, so that the form stays as it is when the first save gives the draft its place.
      {
        path: ['/references/new', '/references/:referenceId/edit'],
        component: lazy(() => import('./references/edit.page.tsx')),
      },
      { path: '/references/:referenceId', component: lazy(() => import('./references/reference.page.tsx')) },
<<<<<<< HEAD
      // One entry for both sides of the desk: each costs everybody's first visit some bytes.
      {
        path: ['/support/:ticketId?', '/desk/tickets/:ticketId?'],
        component: lazy(() => import('./support/support.page.tsx')),
      },
=======
      { path: '/programme/fees', component: lazy(() => import('./programme/fees.page.tsx')) },
>>>>>>> h6
      { path: '/programme/competencies', component: lazy(() => import('./programme/competencies.page.tsx')) },
      { path: '/settings', component: lazy(() => import('./settings/settings.page.tsx')) },
      { path: '/settings/exclusions', component: lazy(() => import('./settings/exclusions.page.tsx')) },
      { path: '/settings/erasure', component: lazy(() => import('./settings/erasure.page.tsx')) },
      { path: '*', component: lazy(() => import('./not-found.page.tsx')) },
    ],
  },
]
