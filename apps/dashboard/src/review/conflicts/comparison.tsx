import {
  conflicts_active_since,
  conflicts_answered,
  conflicts_asked,
  conflicts_asked_none,
  conflicts_claim_number,
  conflicts_fact_activity,
  conflicts_fact_asked,
  conflicts_fact_contact,
  conflicts_fact_customer,
  conflicts_fact_documents,
  conflicts_fact_items,
  conflicts_fact_location,
  conflicts_fact_newest,
  conflicts_fact_status,
  conflicts_fact_submitted,
  conflicts_no_document,
  conflicts_point,
  conflicts_comparison,
  conflicts_uploaded,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { For, Show } from 'solid-js'
import { contactOf } from '../../claims/page/claim.ts'
import { person } from '../../claims/page/details.tsx'
import { activityTerms } from '../../claims/page/reason.words.ts'
import { statusWords } from '../../claims/page/status.ts'
import { formatDate, formatList, formatNumber } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Status } from '../../ui/status.tsx'
import type { ConflictPage, Party } from './conflict.ts'
import { documentsOf, sidesOf } from './conflict.ts'
import { roleWords } from './conflict.words.ts'

interface Row {
  key: string
  head: () => string
  cell: (party: Party) => JSX.Element
}

const rows: readonly Row[] = [
  { key: 'newest', head: conflicts_fact_newest, cell: (party) => <Newest party={party} /> },
  { key: 'documents', head: conflicts_fact_documents, cell: ({ claim }) => formatNumber(claim.evidence.length) },
  {
    key: 'submitted',
    head: conflicts_fact_submitted,
    cell: (party) => <Show when={party.claim.submittedAt}>{(at) => <>{formatDate(at())}</>}</Show>,
  },
  {
    key: 'status',
    head: conflicts_fact_status,
    cell: (party) => (
      <Status look={statusWords[party.claim.shownStatus].look}>{statusWords[party.claim.shownStatus].word()}</Status>
    ),
  },
  { key: 'activity', head: conflicts_fact_activity, cell: ({ claim }) => activityTerms(claim) },
  { key: 'items', head: conflicts_fact_items, cell: ({ claim }) => formatList(claim.items.map(({ name }) => name)) },
  {
    key: 'location',
    head: conflicts_fact_location,
    cell: (party) => (
      <>
        {party.claim.locationName} <span class="t3 num">{party.claim.locationNumber}</span>
      </>
    ),
  },
  { key: 'contact', head: conflicts_fact_contact, cell: ({ claim }) => person(contactOf(claim, 'partner')) },
  { key: 'customer', head: conflicts_fact_customer, cell: ({ claim }) => person(contactOf(claim, 'customer')) },
  { key: 'asked', head: conflicts_fact_asked, cell: (party) => askedText(party) },
]

/** Parties as columns, facts as rows; the side with the newest document stands in bold, without a colour. */
export const Comparison = (props: { conflict: ConflictPage }) => {
  const sides = () => sidesOf(props.conflict)
  const newest = () =>
    sides()
      .flatMap((party) => documentsOf(party)[0]?.uploadedAt ?? [])
      .toSorted()
      .at(-1)
  const isNewest = (party: Party): boolean => documentsOf(party)[0]?.uploadedAt === newest()
  return (
    <table class="versus" aria-label={conflicts_comparison()} style={{ '--sides': sides().length }}>
      <thead>
        <tr>
          <th scope="col">
            <span class="vh">{conflicts_point()}</span>
          </th>
          <For each={sides()}>
            {(party) => (
              <th scope="col">
                <b>{party.claim.organizationName}</b>
                <span class="t3 sm">
                  {roleWords[party.role]()},{' '}
                  <a class="num u" href={paths.reviewClaim(party.claimId)}>
                    {conflicts_claim_number({ number: party.claim.number })}
                  </a>
                  <Show when={party.heldSince}>
                    {(at) => <>, {conflicts_active_since({ when: formatDate(at()) })}</>}
                  </Show>
                </span>
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <For each={rows}>
          {(row) => (
            <tr>
              <th scope="row">{row.head()}</th>
              <For each={sides()}>
                {(party) => (
                  <td classList={{ b: row.key === 'newest' && isNewest(party) }} dir="auto">
                    {row.cell(party)}
                  </td>
                )}
              </For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

const Newest = (props: { party: Party }) => (
  <Show when={documentsOf(props.party)[0]} fallback={conflicts_no_document()}>
    {(file) => (
      <>
        {file().fileName}
        <span class="t3 under">{conflicts_uploaded({ when: formatDate(file().uploadedAt) })}</span>
      </>
    )}
  </Show>
)

const askedText = ({ askedAt, answeredAt }: Party): string => {
  if (answeredAt) return conflicts_answered({ when: formatDate(answeredAt) })
  return askedAt ? conflicts_asked({ when: formatDate(askedAt) }) : conflicts_asked_none()
}
