import type { ShownRisk, SummaryRow } from '@ofrecord/core/competencies/shown.rules'
import { competencies_at_risk, competencies_at_risk_because, competencies_risk_more } from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { formatNumber } from '../lib/format.ts'
import { capital, lossText, moreText } from './figures.ts'

/** What is missing today, else what is lost before the anniversary. */
const riskText = ({ unit, needed, have, expiring }: ShownRisk): string =>
  have < needed ? moreText(unit, needed - have) : lossText(unit, expiring)

/** The first of what keeps a competency from its level, or will; amber only where the level is held and will be lost. */
export const Risks = (props: { row: Pick<SummaryRow, 'risks' | 'atRisk'> }) => {
  const first = () => props.row.risks[0] && riskText(props.row.risks[0])
  const others = () => props.row.risks.length - 1
  return (
    <Show when={first() ?? (props.row.atRisk || undefined)}>
      <span classList={{ risk: props.row.atRisk }}>
        {props.row.atRisk
          ? first()
            ? competencies_at_risk_because({ risk: first() ?? '' })
            : competencies_at_risk()
          : capital(first() ?? '')}
      </span>
      <Show when={others() > 0}>
        <span class="t3">{competencies_risk_more({ count: others(), amount: formatNumber(others()) })}</span>
      </Show>
    </Show>
  )
}
