import { createEffect, on } from 'solid-js'

const wrong = '[aria-invalid="true"], fieldset[aria-describedby$="-error"] input'

/** What lacks takes the keyboard, and is read out with its reason: in the dialog that is open, else on the page. */
export const focusFirstError = (): void => {
  requestAnimationFrame(() =>
    (document.querySelector('dialog[open]') ?? document).querySelector<HTMLElement>(wrong)?.focus(),
  )
}

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
