import {
  answers_flag_subscription_ending,
  claims_flag_audit_sample,
  claims_flag_competing,
  claims_flag_no_admin_copy,
  claims_flag_notice_bounced,
  claims_flag_opted_out,
  claims_flag_over_sla,
  claims_flag_policy_auto,
  delivery_flag_complained,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import type { IconName } from '../ui/icon.tsx'
import { Flag } from '../ui/status.tsx'

const flags: Record<string, { icon: IconName; word: () => string }> = {
  competing: { icon: 'compete', word: claims_flag_competing },
  over_sla: { icon: 'clock', word: claims_flag_over_sla },
  opted_out: { icon: 'coins', word: claims_flag_opted_out },
  notice_bounced: { icon: 'mail', word: claims_flag_notice_bounced },
  audit_sample: { icon: 'eye', word: claims_flag_audit_sample },
  policy_auto: { icon: 'scale', word: claims_flag_policy_auto },
  subscription_ending: { icon: 'clock', word: answers_flag_subscription_ending },
  complained: { icon: 'mail', word: delivery_flag_complained },
  no_admin_copy: { icon: 'people', word: claims_flag_no_admin_copy },
}

/** A flag in words; a flag without a word yet is empty. */
export const flagWord = (flag: string): string => flags[flag]?.word() ?? ''

/** What else is to be known of a claim beside its status; a flag without a word yet is left out. */
export const ClaimFlags = (props: { flags: readonly string[] }) => (
  <For each={props.flags}>
    {(name) => <Show when={flags[name]}>{(flag) => <Flag icon={flag().icon}>{flag().word()}</Flag>}</Show>}
  </For>
)
