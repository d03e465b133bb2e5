import type { ShownStatus } from '@ofrecord/core/claims/standing.rules'
import {
  claims_home_figure,
  claims_home_figure_label,
  claims_home_over,
  claims_home_refused,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import type { ClaimCounts } from '../claims/list/views.ts'
import { countOf, listOf } from '../claims/list/views.ts'
import { statusWords } from '../claims/page/status.ts'
import type { Look } from '../ui/status.tsx'
import { looks, Status } from '../ui/status.tsx'
import { BarFigure } from './figure.tsx'

interface Line {
  statuses: readonly ShownStatus[]
  look: Look
  word: () => string
  /** Left out while it is empty. */
  rare?: boolean
}

const line = (status: ShownStatus, ...others: ShownStatus[]): Line => ({
  statuses: [status, ...others],
  ...statusWords[status],
})

const lines: readonly Line[] = [
  line('draft'),
  line('submitted'),
  line('under_review'),
  line('action_required'),
  line('window', 'awaiting_delivery'),
  { ...line('bounced'), rare: true },
  line('active'),
  { statuses: ['rejected', 'consent_denied'], look: looks.refused, word: claims_home_refused },
  { statuses: ['withdrawn', 'ended'], look: looks.ended, word: claims_home_over, rare: true },
]

/** Where all claims in the reader's scope stand; each line leads to its claims. Without any there is nothing to draw. */
export const StandingFigure = (props: { counts: ClaimCounts }) => {
  const bars = () =>
    lines
      .map((each) => ({ ...each, count: countOf(props.counts, each.statuses) }))
      .filter(({ rare, count }) => !rare || count > 0)
      .map(({ statuses, look, word, count }) => ({
        key: statuses.join(),
        label: (
          <a href={listOf(statuses)}>
            <Status look={count === 0 ? { ...look, tone: 'rest' } : look}>{word()}</Status>
          </a>
        ),
        count,
      }))
  return (
    <Show when={countOf(props.counts) > 0}>
      <aside class="side" aria-label={claims_home_figure_label()}>
        <section>
          <h2>{claims_home_figure({ count: countOf(props.counts) })}</h2>
          <BarFigure label={claims_home_figure_label()} bars={bars()} />
        </section>
      </aside>
    </Show>
  )
}
