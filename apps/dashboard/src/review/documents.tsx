import {
  review_document_came,
  review_document_new,
  review_document_note,
  review_documents,
  review_download,
  review_files,
  review_group,
  review_history,
  review_key_document_next,
  review_key_document_previous,
  review_no_documents,
  review_no_documents_text,
  review_pane,
  review_talk,
} from '@ofrecord/messages/messages'
import { createSignal, lazy, Match, Show, Switch } from 'solid-js'
import type { ClaimPage, EvidenceFile } from '../claims/page/claim.ts'
import type { Audience } from '../claims/page/conversation.tsx'
import { Conversation } from '../claims/page/conversation.tsx'
import { documentHref, DocumentView, opens } from '../claims/page/document.tsx'
import { Duplicates } from '../claims/page/duplicates.tsx'
import '../claims/page/evidence.css'
import { kindWords, scanWords } from '../claims/page/evidence.words.ts'
import { ClaimHistory } from '../claims/page/history.tsx'
import { formatBytes, formatDate } from '../lib/format.ts'
import { createShortcuts } from '../lib/shortcuts.ts'
import { Icon } from '../ui/icon.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Status } from '../ui/status.tsx'
import { Tabs } from '../ui/tabs.tsx'

const DeliveryLog = lazy(() =>
  import('../claims/page/delivery-log.tsx').then((module) => ({ default: module.DeliveryLog })),
)

export interface ReadingPaneProps {
  claim: ClaimPage
  vendor: string
  onSay: (audience: Audience, body: string, mentions: string[]) => Promise<unknown>
}

/** Everything there is to read: the documents, what was said, what happened. */
export const ReadingPane = (props: ReadingPaneProps) => {
  const [tab, setTab] = createSignal('documents')
  return (
    <section class="doc" aria-label={review_pane()}>
      <Tabs
        label={review_pane()}
        value={tab()}
        onChange={setTab}
        tabs={[
          { key: 'documents', label: review_documents(), icon: 'file', detail: props.claim.evidence.length },
          { key: 'talk', label: review_talk(), icon: 'quote', detail: props.claim.comments.length },
          { key: 'history', label: review_history(), icon: 'clock' },
        ]}
      >
        <Switch fallback={<Documents claim={props.claim} />}>
          <Match when={tab() === 'talk'}>
            <div class="pad">
              <Conversation
                claim={props.claim}
                others={props.claim.organizationName}
                own={props.vendor}
                internal="vendor_internal"
                sideName={(side) => (side === 'partner' ? props.claim.organizationName : undefined)}
                onSay={props.onSay}
              />
            </div>
          </Match>
          <Match when={tab() === 'history'}>
            <div class="pad history">
              <DeliveryLog claim={props.claim} />
              <ClaimHistory claim={props.claim} vendor={props.vendor} reader="vendor" />
            </div>
          </Match>
        </Switch>
      </Tabs>
    </section>
  )
}

const Documents = (props: { claim: ClaimPage }) => {
  const [wanted, setWanted] = createSignal<string>()
  const files = () => props.claim.evidence
  const file = () => files().find(({ id }) => id === wanted()) ?? files()[0]
  const walk = (step: number): void => {
    const at = files().findIndex(({ id }) => id === file()?.id)
    setWanted(files()[Math.max(0, Math.min(at + step, files().length - 1))]?.id)
  }
  const group = review_group()
  createShortcuts(
    { keys: '[', label: review_key_document_previous(), group, act: () => walk(-1) },
    { keys: ']', label: review_key_document_next(), group, act: () => walk(1) },
  )
  return (
    <Show
      when={file()}
      fallback={
        <div class="pad">
          <EmptyState title={review_no_documents()}>{review_no_documents_text()}</EmptyState>
        </div>
      }
    >
      {(shown) => (
        <Tabs
          label={review_files()}
          value={shown().id}
          onChange={setWanted}
          tabs={files().map((each) => ({
            key: each.id,
            label: each.fileName,
            detail: isNew(each, props.claim) ? review_document_new() : undefined,
          }))}
        >
          <Show when={shown().id} keyed>
            {(_id) => <Document file={shown()} />}
          </Show>
        </Tabs>
      )}
    </Show>
  )
}

/** Came with the round that is being judged, after an earlier one. */
const isNew = (file: EvidenceFile, claim: ClaimPage): boolean => claim.round > 1 && file.round === claim.round

const Document = (props: { file: EvidenceFile }) => (
  <>
    <div class="dbar">
      <span>
        {review_document_came({
          kind: kindWords[props.file.kind](),
          size: formatBytes(props.file.bytes),
          who: props.file.uploadedByName,
          when: formatDate(props.file.uploadedAt),
        })}
      </span>
      <Status look={scanWords[props.file.scanState].look}>{scanWords[props.file.scanState].word()}</Status>
      <Show when={opens(props.file)}>
        <a class="btn quiet icon push" href={documentHref(props.file)} download={props.file.fileName}>
          <Icon name="download" />
          <span class="vh">{review_download({ name: props.file.fileName })}</span>
        </a>
      </Show>
      <Show when={props.file.duplicates.length > 0}>
        <div class="basis-full">
          <Duplicates file={props.file} reader="vendor" />
        </div>
      </Show>
      <Show when={props.file.note}>
        <p class="basis-full" dir="auto">
          {review_document_note({ note: props.file.note })}
        </p>
      </Show>
    </div>
    <DocumentView file={props.file} class="fill" />
  </>
)
