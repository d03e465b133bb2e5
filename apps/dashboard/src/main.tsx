import { Router } from '@solidjs/router'
import { QueryClientProvider } from '@tanstack/solid-query'
import { Suspense } from 'solid-js'
import { render } from 'solid-js/web'
import { startLocale } from './lib/locale.ts'
import { queryClient } from './lib/query.ts'
import { routes } from './routes.tsx'
import './ui/app.css'
import { Toasts } from './ui/toast.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

startLocale()
render(
  () => (
    <QueryClientProvider client={queryClient}>
      <Router
        root={(page) => (
          <>
            <Suspense>{page.children}</Suspense>
            <Toasts />
          </>
        )}
      >
        {routes}
      </Router>
    </QueryClientProvider>
  ),
  root,
)
// Nothing that a page shows waits for it.
void import('./ui/focus-keeper.ts').then(({ keepFocus }) => keepFocus())
