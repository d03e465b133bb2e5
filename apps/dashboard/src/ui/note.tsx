import type { JSX } from 'solid-js'
import type { IconName } from './icon.tsx'
import { Icon } from './icon.tsx'
import type { Tone } from './status.tsx'

const icons: Record<Tone, IconName> = { rest: 'info', wait: 'window', act: 'action', done: 'active', stop: 'denied' }

export interface NoteProps {
  tone?: Tone | undefined
  icon?: IconName | undefined
  /** Read out at once: only for what stops the reader. */
  alert?: boolean | undefined
  ref?: ((box: HTMLDivElement) => void) | undefined
  children: JSX.Element
}

/** A few sentences that must not be missed; the first in `<b>`. */
export const Note = (props: NoteProps) => (
  <div class={`note ${props.tone ?? 'rest'}`} role={props.alert ? 'alert' : undefined} ref={(box) => props.ref?.(box)}>
    <Icon name={props.icon ?? icons[props.tone ?? 'rest']} />
    <div>{props.children}</div>
  </div>
)
