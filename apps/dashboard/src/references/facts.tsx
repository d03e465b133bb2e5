import {
  references_dates,
  references_fact_approved,
  references_fact_contact,
  references_fact_dates,
  references_fact_due,
  references_fact_expires,
  references_fact_first_sent,
  references_fact_language,
  references_fact_last_sent,
  references_fact_location,
  references_fact_mail,
  references_fact_quoting,
  references_fact_revoked,
  references_facts,
  references_field_competencies,
  references_field_description,
  references_field_outcome,
  references_field_products,
  references_project,
  references_quoting_allowed,
  references_quoting_asked,
  references_quoting_not_asked,
  references_quoting_waiting,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { shownPerson, shownWords } from '../lib/erased.ts'
import { languageName } from '../lib/locale.ts'
import { dayText } from '../people/days.ts'
import { Address } from '../ui/address.tsx'
import { CatalogueNames } from '../ui/catalogue.tsx'
import type { Fact } from '../ui/record.tsx'
import { DefinitionList, Section } from '../ui/record.tsx'
import { Time } from '../ui/time.tsx'
import type { ReferenceDetail } from './answers.ts'

/** The project as the partner described it, word by word what the customer read. */
export const ProjectSection = (props: { reference: ReferenceDetail }) => {
  const fields = () => props.reference.fields
  const names = (known: readonly { name: string }[]) =>
    known.length > 0 ? <CatalogueNames names={known.map(({ name }) => name)} /> : null
  return (
    <Section title={references_project()} first>
      <DefinitionList
        class="wide-terms mt-3"
        facts={[
          { term: references_fact_dates(), detail: datesOf(fields()) },
          {
            term: references_field_description(),
            detail: fields().description && <span class="typed">{shownWords(fields().description)}</span>,
          },
          {
            term: references_field_outcome(),
            detail: fields().outcome && <span class="typed">{shownWords(fields().outcome)}</span>,
          },
          { term: references_field_products(), detail: names(props.reference.productNames) },
          { term: references_field_competencies(), detail: names(props.reference.competencyNames) },
        ]}
      />
    </Section>
  )
}

const datesOf = ({ startedOn, endedOn }: ReferenceDetail['fields']): string =>
  startedOn && endedOn ? references_dates({ from: dayText(startedOn), to: dayText(endedOn) }) : ''

/** What need not be known to act, beside the text. */
export const FactsAside = (props: { reference: ReferenceDetail }) => (
  <aside class="side" aria-label={references_facts()}>
    <section>
      <h2>{references_facts()}</h2>
      <DefinitionList facts={factsOf(props.reference)} />
    </section>
  </aside>
)

const factsOf = (reference: ReferenceDetail): Fact[] => {
  const { fields } = reference
  return [
    {
      term: references_fact_contact(),
      detail: [shownPerson(fields.contactName), fields.contactTitle].filter(Boolean).join(', '),
    },
    { term: references_fact_mail(), detail: <Address of={shownPerson(fields.contactEmail)} /> },
    { term: references_fact_language(), detail: languageName(fields.contactLanguage) },
    { term: references_fact_location(), detail: `${reference.locationName} ${reference.locationNumber}` },
    { term: references_fact_quoting(), detail: quotingOf(reference) },
    instant(references_fact_first_sent(), reference.sentAt),
    instant(references_fact_last_sent(), reference.lastSentAt === reference.sentAt ? null : reference.lastSentAt),
    instant(references_fact_due(), reference.state === 'awaiting_customer' ? reference.dueAt : null),
    instant(references_fact_approved(), reference.approvedAt),
    instant(references_fact_expires(), reference.expiresAt),
    instant(references_fact_revoked(), reference.revokedAt),
  ]
}

const instant = (term: string, at: string | null): Fact => ({
  term,
  detail: at && (
    <Show when={at} keyed>
      {(moment) => <Time at={moment} />}
    </Show>
  ),
})

const quotingOf = ({ fields, quotingAllowed, answeredAt }: ReferenceDetail): string => {
  if (quotingAllowed) return references_quoting_allowed()
  if (!fields.quotingAsked) return references_quoting_not_asked()
  return answeredAt ? references_quoting_asked() : references_quoting_waiting()
}
