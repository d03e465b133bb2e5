import type { Moment } from '../lib/format.ts'
import {
  formatAgo,
  formatDate,
  formatLeft,
  formatLongDate,
  formatMoment,
  formatStamp,
  formatTime,
} from '../lib/format.ts'

const forms = {
  /** `today, 17:30`, `Thu 5 Nov, 11:02`: inside a sentence. */
  moment: formatMoment,
  /** `Thu 5 Nov`. */
  date: formatDate,
  /** `2 h ago`; past only. */
  ago: formatAgo,
  /** `in 3 days`. */
  left: formatLeft,
  /** `17:30`. */
  time: formatTime,
  /** `6 Oct, 11:02`, never in words: for columns that line up. */
  stamp: formatStamp,
} as const

/** A moment in the reader's zone, with the exact one in its title. */
export const Time = (props: { at: Moment; form?: keyof typeof forms | undefined }) => (
  <time datetime={new Date(props.at).toISOString()} title={`${formatLongDate(props.at)}, ${formatTime(props.at)}`}>
    {forms[props.form ?? 'moment'](props.at)}
  </time>
)
