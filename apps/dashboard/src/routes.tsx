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
      { path: '*', component: lazy(() => import('./not-found.page.tsx')) },
    ],
  },
]
