import type { RouteDefinition } from '@solidjs/router'
import { lazy } from 'solid-js'
import { Shell } from './shell.tsx'

/** Every URL of the dashboard. Pages are loaded when they are first opened. */
export const routes: RouteDefinition[] = [
  { path: '/sign-in', component: lazy(() => import('./account/sign-in.page.tsx')) },
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
      { path: '/review/:claimId', component: lazy(() => import('./review/review.page.tsx')) },
      { path: '/organisation', component: lazy(() => import('./organisations/organisation.page.tsx')) },
      { path: '/settings', component: lazy(() => import('./settings/settings.page.tsx')) },
      { path: '/settings/exclusions', component: lazy(() => import('./settings/exclusions.page.tsx')) },
      { path: '/settings/erasure', component: lazy(() => import('./settings/erasure.page.tsx')) },
      { path: '*', component: lazy(() => import('./not-found.page.tsx')) },
    ],
  },
]
