import type { ReferenceSuggestion } from '@ofrecord/core/references/reference.rules'
import {
  references_answer,
  references_answer_comment,
  references_answer_no,
  references_answer_private,
  references_answer_reason,
  references_answer_yes,
  references_checks_answer,
  references_fact_answered,
  references_fact_answered_by,
  references_field_endedOn,
  references_field_projectTitle,
  references_field_startedOn,
  references_suggestion_field,
  references_suggestion_note,
  references_suggestion_theirs,
  references_suggestion_yours,
  references_suggestions,
  references_suggestions_text,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { shownPerson, shownWords } from '../lib/erased.ts'
import { useMe } from '../lib/session.ts'
import { dayText } from '../people/days.ts'
import { DefinitionList, Section } from '../ui/record.tsx'
import { looks, Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import type { ReferenceDetail } from './answers.ts'
import { reasonWords } from './words.ts'

/** What the customer said, as far as the reader may know it (B.18). */
export const CustomerAnswer = (props: { reference: ReferenceDetail; reader: 'partner' | 'vendor' }) => {
  const me = useMe()
  const isYes = () => props.reference.rejectReason === null
  const by = () => [props.reference.answeredName, props.reference.answeredRole].filter(Boolean).map(shownOf).join(', ')
  const comment = () =>
    props.reference.comment === null ? undefined : <span class="typed">{shownWords(props.reference.comment)}</span>
  const hides = () => props.reader === 'partner' && props.reference.rejectReason !== null && comment() === undefined
  return (
    <Show when={props.reference.answeredAt}>
      {(at) => (
        <Section title={references_answer()}>
          <DefinitionList
            class="mt-3"
            facts={[
              {
                term: references_checks_answer(),
                detail: (
                  <Status look={isYes() ? looks.inForce : looks.refused}>
                    {isYes() ? references_answer_yes() : references_answer_no()}
                  </Status>
                ),
              },
              { term: references_fact_answered(), detail: <Time at={at()} /> },
              { term: references_fact_answered_by(), detail: by() },
              {
                term: references_answer_reason(),
                detail: props.reference.rejectReason && reasonWords[props.reference.rejectReason](),
              },
              { term: references_answer_comment(), detail: comment() },
            ]}
          />
          <Show when={hides()}>
            <p class="t3 sm mt-3">{references_answer_private({ vendor: me().vendor.name })}</p>
          </Show>
        </Section>
      )}
    </Show>
  )
}

const shownOf = (text: string | null): string => shownPerson(text ?? '')

interface SuggestedField {
  key: string
  term: string
  yours: string
  theirs: string
}

const columns: Column<SuggestedField>[] = [
  { key: 'field', head: references_suggestion_field(), names: true, slot: 'title', cell: (row) => row.term },
  {
    key: 'yours',
    head: references_suggestion_yours(),
    cell: (row) => <span dir="auto">{row.yours}</span>,
  },
  {
    key: 'theirs',
    head: references_suggestion_theirs(),
    cell: (row) => (
      <span class="b" dir="auto">
        {row.theirs}
      </span>
    ),
  },
]

const day = (value: string | null | undefined): string => (value ? dayText(value) : '')

const suggestedFields = ({ fields }: ReferenceDetail, suggestion: ReferenceSuggestion): SuggestedField[] =>
  [
    {
      key: 'projectTitle',
      term: references_field_projectTitle(),
      yours: fields.projectTitle,
      theirs: suggestion.projectTitle ?? '',
    },
    {
      key: 'startedOn',
      term: references_field_startedOn(),
      yours: day(fields.startedOn),
      theirs: day(suggestion.startedOn),
    },
    { key: 'endedOn', term: references_field_endedOn(), yours: day(fields.endedOn), theirs: day(suggestion.endedOn) },
    { key: 'note', term: references_suggestion_note(), yours: '', theirs: shownWords(suggestion.note ?? '') },
  ].filter(({ theirs }) => theirs !== '')

/** The customer's words beside the partner's: shown, never applied (B.5.2). */
export const Suggestions = (props: { reference: ReferenceDetail }) => (
  <Show when={props.reference.suggestion}>
    {(suggestion) => (
      <Show when={suggestedFields(props.reference, suggestion()).length > 0}>
        <Section title={references_suggestions()}>
          <p class="t2 sm mb-3">{references_suggestions_text()}</p>
          <Table
            label={references_suggestions()}
            columns={columns}
            rows={suggestedFields(props.reference, suggestion())}
            rowKey={(row) => row.key}
            narrow="labels"
          />
        </Section>
      </Show>
    )}
  </Show>
)
