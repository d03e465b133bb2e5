import type { RouteSectionProps } from '@solidjs/router'
import { Navigate, useLocation } from '@solidjs/router'
import type { Accessor, JSX } from 'solid-js'
import { createEffect, createMemo, createSignal, lazy, Match, on, Show, Suspense, Switch, untrack } from 'solid-js'
import {
  account_ended,
  account_ended_typed,
  account_menu_open,
  account_page,
  account_session_failed,
  account_session_what,
  common_group_everywhere,
  common_key_palette,
  common_key_sheet,
  common_skip,
} from '@ofrecord/messages/messages'
import { adoptLocale } from './lib/locale.ts'
import { page } from './lib/page.ts'
import { isUnauthenticated, problemOf } from './lib/problem.ts'
import type { Me } from './lib/session.ts'
import { createSession, markSession, MeProvider } from './lib/session.ts'
import { createShortcuts } from './lib/shortcuts.ts'
import { isReached } from './navigation.ts'
import { signInTo } from './paths.ts'
import { TopBar } from './top-bar.tsx'
import { ModalDialog } from './ui/modal.tsx'
import { SignInElsewhere } from './ui/failure.tsx'
import { Note } from './ui/note.tsx'
import { ErrorState, LoadingBars } from './ui/states.tsx'
import { SideNav } from './side-nav.tsx'

const NotFoundPage = lazy(() => import('./not-found.page.tsx'))
const Palette = lazy(() => import('./palette.tsx'))
const EnrolPage = lazy(() => import('./account/enrol.page.tsx'))
const KeySheet = lazy(async () => ({ default: (await import('./ui/key-sheet.tsx')).KeySheet }))

/** Around every signed-in page; leads to the sign-in page when nobody is signed in. */
export const Shell = (props: RouteSectionProps) => {
  const session = createSession()
  const location = useLocation()
  const isOver = (): boolean => session.isError && isUnauthenticated(session.error)
  /** Where somebody was typing when their session ended: that page stays until they leave it, or are signed in again. */
  const heldAt = createMemo<string | undefined>((held) =>
    isOver() ? (held ?? (hasTyped() ? untrack(() => location.pathname) : '')) : undefined,
  )
  const isHeld = (): boolean => heldAt() === location.pathname
  const me: Accessor<Me | undefined> = createMemo<Me | undefined>((known) => {
    if (isHeld()) return known
    return session.isPending || session.isError ? undefined : session.data
  })
  return (
    <Switch>
      <Match when={isOver() && !isHeld()}>
        <Navigate href={signInTo(location.pathname + location.search)} />
      </Match>
      <Match when={session.isError && !isHeld()}>
        <main>
          <ErrorState
            whole
            title={account_session_failed()}
            problem={problemOf(session.error)}
            onRetry={() => void session.refetch()}
          />
        </main>
      </Match>
      <Match when={session.isPending}>
        <main>
          <LoadingBars what={account_session_what()} />
        </main>
      </Match>
      <Match when={me()}>
        {(known) => (
          <MeProvider value={known}>
            <Show when={known().secondFactor === 'enough'} fallback={<EnrolPage />}>
              <Frame me={known()} isOver={isHeld()}>
                {props.children}
              </Frame>
            </Show>
          </MeProvider>
        )}
      </Match>
    </Switch>
  )
}

const typedIn = new WeakSet<EventTarget>()

/** Whether the page holds text that was typed and not sent; filters stand in the address and do not count. */
const hasTyped = (): boolean =>
  [...document.querySelectorAll<HTMLTextAreaElement>('textarea, form input')].some(
    (field) => typedIn.has(field) && field.value.trim() !== '' && /^(text|email|tel)/.test(field.type),
  )

const Frame = (props: { me: Me; isOver: boolean; children: JSX.Element }) => {
  const location = useLocation()
  const [isPaletteOpen, setPaletteOpen] = createSignal(false)
  const [isSheetOpen, setSheetOpen] = createSignal(false)
  const [isMenuOpen, setMenuOpen] = createSignal(false)
  let main: HTMLElement | undefined

  const group = common_group_everywhere()
  createShortcuts(
    { keys: 'mod+k', label: common_key_palette(), group, act: () => setPaletteOpen(true) },
    { keys: '?', label: common_key_sheet(), group, act: () => setSheetOpen(true) },
  )
  createEffect(markSession)
  createEffect(() => adoptLocale(props.me.person.locale))
  createEffect(() => (document.title = [page().title, props.me.vendor.name].filter(Boolean).join(' · ')))
  // A new page starts at its top for the eye and for the screen reader alike.
  createEffect(
    on(
      () => location.pathname,
      () => {
        setMenuOpen(false)
        // After the menu on phones is shut, which gives the focus back to its button; a page may have placed it already.
        queueMicrotask(() => {
          if (!document.activeElement?.matches('main :is(h1, h2)')) main?.focus({ preventScroll: true })
        })
      },
      { defer: true },
    ),
  )

  return (
    <div class="app" onInput={({ target }) => typedIn.add(target)}>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main?.focus()
        }}
      >
        {common_skip()}
      </a>
      <SideNav me={props.me} label={account_page()} />
      <TopBar
        me={props.me}
        onMenu={() => setMenuOpen(true)}
        onFind={() => setPaletteOpen(true)}
        onKeys={() => setSheetOpen(true)}
      />
      <main id="main" tabindex="-1" ref={main}>
        <Show when={props.isOver}>
          <div class="ended" role="alert">
            <Note tone="stop" icon="alert">
              <b>{account_ended()}</b> {account_ended_typed()} <SignInElsewhere />
            </Note>
          </div>
        </Show>
        <Suspense fallback={<LoadingBars what={page().title} />}>
          <Show when={isReached(props.me, location.pathname)} fallback={<NotFoundPage />}>
            {props.children}
          </Show>
        </Suspense>
      </main>
      <ModalDialog
        open={isMenuOpen()}
        onClose={() => setMenuOpen(false)}
        class="drawer"
        label={account_menu_open()}
        light
      >
        <SideNav me={props.me} label={account_menu_open()} />
      </ModalDialog>
      <Suspense>
        <Show when={isPaletteOpen()}>
          <Palette me={props.me} onClose={() => setPaletteOpen(false)} />
        </Show>
        <Show when={isSheetOpen()}>
          <KeySheet open onClose={() => setSheetOpen(false)} />
        </Show>
      </Suspense>
    </div>
  )
}
