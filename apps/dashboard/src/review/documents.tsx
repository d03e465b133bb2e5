import {
  review_document_came, review_document_new, review_document_note, review_documents, review_download, review_group,
  review_history, review_key_document_next, review_key_document_previous, review_no_documents, review_no_documents_text,
  review_talk,
} from '@ofrecord/messages/messages'
import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import type { ClaimPage, EvidenceFile } from '../claims/page/claim.ts'
import type { Audience } from '../claims/page/conversation.tsx'
import { Conversation } from '../claims/page/conversation.tsx'
import { documentHref, DocumentView, opens } from '../claims/page/document.tsx'
import { kindWords, scanWords } from '../claims/page/evidence.words.ts'
import { ClaimHistory } from '../claims/page/history.tsx'
import { formatBytes, formatDate } from '../lib/format.ts'
import { createShortcuts } from '../lib/shortcuts.ts'
import { Icon } from '../ui/icon.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Status } from '../ui/status.tsx'
import type { Tab } from '../ui/tabs.tsx'
import { Tabs } from '../ui/tabs.tsx'

export interface DocumentPaneProps {
  claim: ClaimPage
  vendor: string
  onSay: (audience: Audience, body: string) => Promise<unknown>
}

/** Everything there is to read: each document, what was said, what happened. */
export const DocumentPane = (props: DocumentPaneProps) => {
  const [wanted, setWanted] = createSignal<string>()
  const tabs = createMemo((): Tab[] => [
    ...(props.claim.evidence.length > 0 ? props.claim.evidence.map((file) => fileTab(file, props.claim)) : [{ key: 'none', label: review_no_documents() }]),
    { key: 'talk', label: review_talk(), icon: 'quote', detail: props.claim.comments.length },
    { key: 'history', label: review_history(), icon: 'clock' },
  ])
  const chosen = () => tabs().find(({ key }) => key === wanted())?.key ?? tabs()[0]?.key ?? 'none'
  const walk = (step: number): void => {
    const at = tabs().findIndex(({ key }) => key === chosen())
    setWanted(tabs()[Math.max(0, Math.min(at + step, tabs().length - 1))]?.key)
  }
  const group = review_group()
  createShortcuts(
    { keys: '[', label: review_key_document_previous(), group, act: () => walk(-1) },
    { keys: ']', label: review_key_document_next(), group, act: () => walk(1) },
  )
  const file = () => props.claim.evidence.find(({ id }) => id === chosen())
  return (
    <section class="doc" aria-label={review_documents()}>
      <Tabs label={review_documents()} tabs={tabs()} value={chosen()} onChange={setWanted}>
        <Switch>
          <Match when={chosen() === 'talk'}>
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
          <Match when={chosen() === 'history'}>
            <div class="pad"><ClaimHistory claim={props.claim} vendor={props.vendor} reader="vendor" /></div>
          </Match>
          <Match when={file()}>
            {(shown) => <Show when={shown().id} keyed>{(_id) => <Document file={shown()} />}</Show>}
          </Match>
          <Match when={chosen() === 'none'}>
            <div class="pad"><EmptyState title={review_no_documents()}>{review_no_documents_text()}</EmptyState></div>
          </Match>
        </Switch>
      </Tabs>
    </section>
  )
}

const fileTab = (file: EvidenceFile, claim: ClaimPage): Tab => ({
  key: file.id,
  label: <span class="tabname" dir="auto">{file.fileName}</span>,
  icon: 'file',
  detail: claim.round > 1 && file.round === claim.round ? review_document_new() : undefined,
})

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
          <Icon name="download" /><span class="vh">{review_download({ name: props.file.fileName })}</span>
        </a>
      </Show>
      <Show when={props.file.note}><p class="basis-full" dir="auto">{review_document_note({ note: props.file.note })}</p></Show>
    </div>
    <DocumentView file={props.file} class="fill" />
  </>
)
