import { competencies_critical } from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { Section } from '../ui/record.tsx'
import { criticalText } from './critical.words.ts'

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
          <For each={rows()}>{(row) => <li>{criticalText(row)}</li>}</For>
        </ul>
      </Section>
    </Show>
  )
}
