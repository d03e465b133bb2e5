import type { CriticalRow } from '@ofrecord/core/competencies/shown.rules'
import {
  competencies_critical,
  competencies_critical_loss,
  competencies_critical_none,
  competencies_critical_unseen,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { shownPerson } from '../lib/erased.ts'
import { formatList, formatNumber } from '../lib/format.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { Section } from '../ui/record.tsx'
import { levelWords } from './words.ts'

/** The smallest losses that would cost a level: whom and what to take care of. */
export const Critical = (props: { competency: string; locationId: string }) => {
  const query = createTrpcQuery(api.competencies.critical)
  const rows = () =>
    (answerOf(query)?.rows ?? []).filter(
      ({ competency, location }) => competency.code === props.competency && location.id === props.locationId,
    )
  return (
    <Show when={rows().length > 0}>
      <Section title={competencies_critical()}>
        <ul class="holdings">
          <For each={rows()}>
            {(row) => (
              <li>
                {competencies_critical_loss({ names: lossText(row), level: levelWords[row.level]() })}{' '}
                <Show when={row.size > row.loss.length}>
                  <span class="t3">
                    {competencies_critical_unseen({ count: formatNumber(row.size - row.loss.length) })}
                  </span>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Section>
    </Show>
  )
}

const lossText = ({ loss, size }: CriticalRow): string =>
  loss.length === 0
    ? competencies_critical_none({ count: formatNumber(size) })
    : formatList(loss.map(({ name }) => shownPerson(name)))
