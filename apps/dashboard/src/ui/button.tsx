import type { JSX } from 'solid-js'
import { createUniqueId, Show, splitProps } from 'solid-js'
import { KeyHint } from './key-hint.tsx'
import type { IconName } from './icon.tsx'
import { Icon } from './icon.tsx'

export interface ButtonProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'onClick'> {
  /** One primary per view; `danger solid` only inside the dialog that confirms. */
  look?: 'primary' | 'quiet' | 'danger' | 'danger solid' | undefined
  icon?: IconName | undefined
  /** Draws only the icon; the children are still the button's name. */
  iconOnly?: boolean | undefined
  busy?: boolean | undefined
  /** The word while busy, e.g. "Submitting"; the button is as wide as the longer of the two from the start. */
  busyWord?: string | undefined
  /** Why it cannot be pressed now and how to get there; shown below, and the button stays focusable. */
  reason?: JSX.Element
  /** The id of a reason that stands elsewhere on the page; disables like `reason`. */
  reasonId?: string | undefined
  /** The key that does the same, drawn small: `C`, `mod+Enter`. */
  keys?: string | undefined
  onClick?: ((event: MouseEvent) => void) | undefined
}

/** Verb and object: "Approve 3 items". Disabled means `aria-disabled` with the reason beside it. */
export const Button = (props: ButtonProps) => {
  const id = createUniqueId()
  return (
    <Show when={props.reason} fallback={<BareButton {...props} />}>
      <span class="inline-grid justify-items-start gap-1">
        <BareButton {...props} reasonId={id} />
        <span class="why" id={id}>
          {props.reason}
        </span>
      </span>
    </Show>
  )
}

const BareButton = (props: ButtonProps) => {
  const [own, rest] = splitProps(props, [
    'look',
    'icon',
    'iconOnly',
    'busy',
    'busyWord',
    'reason',
    'reasonId',
    'keys',
    'onClick',
    'children',
    'class',
  ])
  const isOff = () => Boolean(own.busy) || own.reasonId !== undefined
  const press = (event: MouseEvent): void => {
    if (isOff()) return event.preventDefault()
    own.onClick?.(event)
  }
  return (
    <button
      type="button"
      {...rest}
      class={['btn', own.look, own.iconOnly && 'icon', own.class].filter(Boolean).join(' ')}
      aria-disabled={isOff() ? 'true' : undefined}
      aria-busy={own.busy ? 'true' : undefined}
      aria-describedby={own.reasonId ?? rest['aria-describedby']}
      onClick={press}
    >
      <Show
        when={own.busyWord}
        fallback={
          <>
            <ButtonIcon name={own.icon} />
            <span classList={{ vh: own.iconOnly ?? false, contents: !own.iconOnly }}>{own.children}</span>
          </>
        }
      >
        <span class="say">
          <span aria-hidden={own.busy ? 'true' : undefined}>
            <ButtonIcon name={own.icon} />
            {own.children}
          </span>
          <span aria-hidden={own.busy ? undefined : 'true'}>
            <ButtonIcon name={own.icon} />
            {own.busyWord}
          </span>
        </span>
      </Show>
      <Show when={own.keys}>{(keys) => <KeyHint keys={keys()} />}</Show>
    </button>
  )
}

const ButtonIcon = (props: { name: IconName | undefined }) => (
  <Show when={props.name}>{(name) => <Icon name={name()} />}</Show>
)
