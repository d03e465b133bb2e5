import type { JSX } from 'solid-js'
import type { IconName } from './icon.tsx'
import { Icon } from './icon.tsx'

/** Who has to act: nobody yet, somebody else, the reader; in force; refused or failed. */
export type Tone = 'rest' | 'wait' | 'act' | 'done' | 'stop'

export interface Look {
  icon: IconName
  tone: Tone
}

/**
 * A ring that fills as a record advances, broken by other shapes when it leaves the road. Every state machine takes
 * its looks from here by meaning; a new status never gets a new colour.
 */
export const looks = {
  dashed: { icon: 'draft', tone: 'rest' },
  quarter: { icon: 'submitted', tone: 'wait' },
  half: { icon: 'review', tone: 'wait' },
  threeQuarters: { icon: 'window', tone: 'wait' },
  yours: { icon: 'action', tone: 'act' },
  paused: { icon: 'paused', tone: 'act' },
  inForce: { icon: 'active', tone: 'done' },
  refused: { icon: 'rejected', tone: 'stop' },
  denied: { icon: 'denied', tone: 'stop' },
  takenBack: { icon: 'withdrawn', tone: 'rest' },
  ended: { icon: 'ended', tone: 'rest' },
} as const satisfies Record<string, Look>

/** Always icon and word; the word takes the tone only when the reader must act. */
export const Status = (props: { look: Look; children: JSX.Element }) => (
  <span class={`st ${props.look.tone}`}>
    <Icon name={props.look.icon} />
    <span>{props.children}</span>
  </span>
)

/** Stands below a status, small and grey: icon and word. */
export const Flag = (props: { icon: IconName; children: JSX.Element }) => (
  <span class="flag">
    <Icon name={props.icon} />
    <span>{props.children}</span>
  </span>
)
