import type { JSX } from 'solid-js'
import { Show, createContext, createUniqueId, untrack, useContext } from 'solid-js'
import { common_optional } from '@ofrecord/messages/messages'
import { Icon } from './icon.tsx'

export interface FieldProps {
  label: JSX.Element
  /** Id of the control, for links from an error summary; made up when absent. */
  id?: string | undefined
  hint?: JSX.Element
  /** Says the fix; the control keeps what was typed. */
  error?: JSX.Element
  /** Informs and blocks nothing. */
  warning?: JSX.Element
  /** What was found to be right, e.g. "Filled in: the only subscription of this kind". */
  confirmation?: JSX.Element
  optional?: boolean | undefined
  /** The label is read out but not drawn; only where the heading above already says it. */
  labelHidden?: boolean | undefined
  children: JSX.Element
  class?: string | undefined
}

interface FieldParts {
  id: string
  describedBy: () => string | undefined
  invalid: () => boolean
}

const FieldContext = createContext<FieldParts>()

/** The attributes that tie a control to the field around it. */
export const useField = () => {
  const field = useContext(FieldContext)
  const own = createUniqueId()
  return {
    get id() {
      return field?.id ?? own
    },
    get 'aria-describedby'() {
      return field?.describedBy()
    },
    get 'aria-invalid'() {
      return field?.invalid() ? ('true' as const) : undefined
    },
  }
}

/** Label above, hint between label and control, then what is wrong, what to know, what was found. */
export const Field = (props: FieldProps) => {
  const id = untrack(() => props.id) ?? createUniqueId()
  const describedBy = () =>
    [
      props.hint && `${id}-hint`,
      props.error && `${id}-error`,
      props.warning && `${id}-warning`,
      props.confirmation && `${id}-ok`,
    ]
      .filter(Boolean)
      .join(' ') || undefined
  return (
    <FieldContext.Provider value={{ id, describedBy, invalid: () => Boolean(props.error) }}>
      <div class={`fld ${props.class ?? ''}`}>
        <label for={id} classList={{ vh: props.labelHidden ?? false }}>
          {props.label}{' '}
          <Show when={props.optional}>
            <span class="opt">{common_optional()}</span>
          </Show>
        </label>
        <Show when={props.hint}>
          <span class="hint" id={`${id}-hint`}>
            {props.hint}
          </span>
        </Show>
        {props.children}
        <FieldNotes id={id} error={props.error} warning={props.warning} confirmation={props.confirmation} />
      </div>
    </FieldContext.Provider>
  )
}

/** The lines below a control, with the ids that `aria-describedby` names. */
export const FieldNotes = (props: {
  id: string
  error?: JSX.Element
  warning?: JSX.Element
  confirmation?: JSX.Element
}) => (
  <>
    <Show when={props.error}>
      <p class="err" id={`${props.id}-error`}>
        <Icon name="alert" />
        <span>{props.error}</span>
      </p>
    </Show>
    <Show when={props.warning}>
      <p class="warn" id={`${props.id}-warning`}>
        <Icon name="info" />
        <span>{props.warning}</span>
      </p>
    </Show>
    <Show when={props.confirmation}>
      <p class="ok" id={`${props.id}-ok`}>
        <Icon name="check" />
        <span>{props.confirmation}</span>
      </p>
    </Show>
  </>
)
