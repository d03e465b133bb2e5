import { createMemoryHistory, MemoryRouter } from '@solidjs/router'
import { render } from '@solidjs/testing-library'
import { QueryClientProvider } from '@tanstack/solid-query'
import { onCleanup } from 'solid-js'
import { queryClient } from '../src/lib/query.ts'
import { routes } from '../src/routes.tsx'
import { keepFocus } from '../src/ui/focus-keeper.ts'
import { Toasts } from '../src/ui/toast.tsx'
import type { TestServer } from './server.ts'

/** The whole dashboard at an address, for a person who is signed in; `unmount` is closing the tab. */
export const openPage = (server: TestServer, url: string, person: string | null) => {
  server.signIn(person)
  queryClient.clear()
  const history = createMemoryHistory()
  history.set({ value: url })
  const { unmount } = render(() => {
    onCleanup(keepFocus())
    return (
      <QueryClientProvider client={queryClient}>
        <MemoryRouter history={history}>{routes}</MemoryRouter>
        <Toasts />
      </QueryClientProvider>
    )
  })
  return { history, unmount }
}
