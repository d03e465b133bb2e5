import { conflicts_documents_of, conflicts_no_document, conflicts_uploaded } from '@ofrecord/messages/messages'
import { createSignal, For, Show } from 'solid-js'
import { DocumentView } from '../../claims/page/document.tsx'
import { kindWords, scanWords } from '../../claims/page/evidence.words.ts'
import { formatDate } from '../../lib/format.ts'
import { Status } from '../../ui/status.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import type { ConflictPage, Party } from './conflict.ts'
import { documentsOf, sidesOf } from './conflict.ts'

/** What each side showed, newest first, open beside each other. */
export const SideDocuments = (props: { conflict: ConflictPage }) => (
  <div class="sides" style={{ '--sides': sidesOf(props.conflict).length }}>
    <For each={sidesOf(props.conflict)}>{(party) => <Side party={party} />}</For>
  </div>
)

const Side = (props: { party: Party }) => {
  const [wanted, setWanted] = createSignal<string>()
  const files = () => documentsOf(props.party)
  const file = () => files().find(({ id }) => id === wanted()) ?? files()[0]
  const label = () => conflicts_documents_of({ partner: props.party.claim.organizationName })
  return (
    <section aria-label={label()}>
      <h3 class="sm">{props.party.claim.organizationName}</h3>
      <Show when={file()} fallback={<p class="t3 sm">{conflicts_no_document()}</p>}>
        {(shown) => (
          <Tabs
            label={label()}
            value={shown().id}
            onChange={setWanted}
            tabs={files().map((each) => ({ key: each.id, label: each.fileName }))}
          >
            <p class="row wrap sm t2 side-bar">
              <span>
                {kindWords[shown().kind]()}, {conflicts_uploaded({ when: formatDate(shown().uploadedAt) })}
              </span>
              <Status look={scanWords[shown().scanState].look}>{scanWords[shown().scanState].word()}</Status>
            </p>
            <Show when={shown().id} keyed>
              {(_id) => <DocumentView file={shown()} class="side-view" />}
            </Show>
          </Tabs>
        )}
      </Show>
    </section>
  )
}
