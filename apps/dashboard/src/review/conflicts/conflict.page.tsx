import { useParams } from '@solidjs/router'
import {
  conflicts_comparison,
  conflicts_documents,
  conflicts_else_awaiting,
  conflicts_else_open,
  conflicts_else_open_nobody,
  conflicts_heading,
  conflicts_opened_at,
  conflicts_private,
  conflicts_timeline,
  conflicts_timeline_detail,
  conflicts_title,
  conflicts_what_one,
  conflicts_who_awaiting,
  conflicts_who_you,
  conflicts_without_limit,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import '../../claims/page/claim-page.css'
import { api } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { createPage } from '../../lib/page.ts'
import { createTrpcQuery } from '../../lib/query.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Section, StandingBox } from '../../ui/record.tsx'
import { Status } from '../../ui/status.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { Comparison } from './comparison.tsx'
import type { ConflictPage as Conflict } from './conflict.ts'
import { incumbentOf, sidesOf } from './conflict.ts'
import { conflictStatusWords } from './conflict.words.ts'
import './conflicts.css'
import { CustomerQuestion } from './customer-question.tsx'
import { CustomerRequest } from './customer-request.tsx'
import { datedFacts } from './dated-facts.ts'
import { Decided } from './decided.tsx'
import { DecisionForm } from './decision-form.tsx'
import { EvidenceRequest } from './evidence-request.tsx'
import { createQuestion } from './question.ts'
import { SideDocuments } from './side-documents.tsx'

const ConflictPage = () => {
  const params = useParams<{ conflictId: string }>()
  const conflict = createTrpcQuery(api.review.conflicts.get, () => ({ conflictId: params.conflictId }))
  const known = () => (conflict.isPending || conflict.isError ? undefined : conflict.data)
  createPage(() => ({
    title: known()?.itemName ?? conflicts_title(),
    above: [{ label: conflicts_title(), href: paths.conflicts }],
  }))
  return (
    <Loaded query={conflict} whole what={conflicts_what_one()} rows={8}>
      {(shown) => (
        <Show when={shown().id} keyed>
          {(_id) => <Workbench conflict={shown()} />}
        </Show>
      )}
    </Loaded>
  )
}

export default ConflictPage

/** Both sides beside each other, what they showed and when, and the decision about the one item. */
const Workbench = (props: { conflict: Conflict }) => {
  const isOpen = () => props.conflict.status !== 'decided'
  const status = () => conflictStatusWords[props.conflict.status]
  const question = createQuestion(() => props.conflict)
  return (
    <div class="conflict">
      <div class="head">
        <div>
          <h1>{conflicts_heading({ item: props.conflict.itemName, customer: props.conflict.customerName })}</h1>
          <p class="row wrap sm t2 mt-1">
            <Status look={status().look}>{status().word()}</Status>
            <span>{conflicts_opened_at({ when: formatDate(props.conflict.openedAt) })}</span>
          </p>
        </div>
        <Show when={isOpen()}>
          <div class="requests">
            <CustomerRequest conflict={props.conflict} />
            <EvidenceRequest conflict={props.conflict} />
          </div>
        </Show>
      </div>
      <Show when={isOpen()} fallback={<Decided conflict={props.conflict} />}>
        <Standing conflict={props.conflict} />
      </Show>
      <Show when={props.conflict.customerAskedAt !== null && (isOpen() || question() !== undefined)}>
        <CustomerQuestion question={question()} />
      </Show>
      <Section title={conflicts_comparison()}>
        <Comparison conflict={props.conflict} />
      </Section>
      <Section title={conflicts_documents()}>
        <SideDocuments conflict={props.conflict} />
      </Section>
      <Section title={conflicts_timeline()} detail={conflicts_timeline_detail()}>
        <div class="mt-2">
          <Timeline label={conflicts_timeline()} entries={datedFacts(props.conflict, question())} />
        </div>
      </Section>
      <Show when={isOpen()}>
        <DecisionForm conflict={props.conflict} />
      </Show>
      <div class="mt-4">
        <Note icon="lock">{conflicts_private()}</Note>
      </div>
    </div>
  )
}

/** Who acts, until when, and what stands meanwhile. */
const Standing = (props: { conflict: Conflict }) => {
  const incumbent = () => incumbentOf(props.conflict)?.claim.organizationName
  const awaited = () => props.conflict.status === 'awaiting_partners' && props.conflict.evidenceDueAt
  const slaDueAt = () =>
    sidesOf(props.conflict)
      .flatMap(({ claim }) => claim.slaDueAt ?? [])
      .toSorted()[0]
  const until = () => awaited() || slaDueAt()
  return (
    <StandingBox
      who={awaited() ? conflicts_who_awaiting({ partner: incumbent() ?? '' }) : conflicts_who_you()}
      until={
        <Show when={until()} fallback={conflicts_without_limit()}>
          {(at) => <>{formatDate(at())}</>}
        </Show>
      }
      otherwise={otherwise(Boolean(awaited()), incumbent())}
    />
  )
}

const otherwise = (isAwaited: boolean, incumbent: string | undefined): string => {
  if (isAwaited) return conflicts_else_awaiting()
  return incumbent ? conflicts_else_open({ partner: incumbent }) : conflicts_else_open_nobody()
}
