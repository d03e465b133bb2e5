import { createEffect, on } from 'solid-js'

/** After a form that cannot be sent yet: to the first field that says why. */
export const focusFirstError = (event: SubmitEvent): void =>
  (event.currentTarget as HTMLElement | null)?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()

/** A deed whose button goes away with it leaves the keyboard nowhere: it goes on at the start of the page. */
export const createFocusFallback = (whatChanges: () => unknown): void =>
  createEffect(
    on(
      whatChanges,
      () => {
        if (document.activeElement === document.body) document.getElementById('main')?.focus({ preventScroll: true })
      },
      { defer: true },
    ),
  )
