const wrong = '[aria-invalid="true"], fieldset[aria-describedby$="-error"] input'

/** What lacks takes the keyboard, and is read out with its reason: in the dialog that is open, else on the page. */
export const focusFirstError = (): void => {
  requestAnimationFrame(() =>
    (document.querySelector('dialog[open]') ?? document).querySelector<HTMLElement>(wrong)?.focus(),
  )
}
