import {
  claims_page_document,
  claims_page_evidence_no_view,
  claims_page_evidence_download,
  evidence_infected,
  evidence_purged,
} from '@ofrecord/messages/messages'
import { Match, Switch } from 'solid-js'
import { formatDate } from '../../lib/format.ts'
import { Icon } from '../../ui/icon.tsx'
import type { EvidenceFile } from './claim.ts'
import { scanWords } from './evidence.words.ts'

const shownTypes: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg'])

export const documentHref = (file: EvidenceFile): string => `/files/evidence/${file.id}`
/** The fragment is for the browser's own PDF viewer: the page in full width, without its list of pages. */
const inlineHref = (file: EvidenceFile): string => `${documentHref(file)}?inline=1#navpanes=0&view=FitH`

/** Whether it can be opened at all: nobody opens what holds a virus, is still being looked at (I11), or is deleted. */
export const opens = (file: EvidenceFile): boolean =>
  file.purgedAt === null && (file.scanState === 'clean' || file.scanState === 'not_scanned')

export const isShown = (file: EvidenceFile): boolean => opens(file) && shownTypes.has(file.mime)

/** Why a document does not open. */
const whyClosed = (file: EvidenceFile): string => {
  if (file.purgedAt !== null) return evidence_purged({ when: formatDate(file.purgedAt) })
  return file.scanState === 'infected' ? evidence_infected() : scanWords[file.scanState].word()
}

/** A document as it is, by the browser's own viewer; what the browser cannot show can be downloaded. */
export const DocumentView = (props: { file: EvidenceFile; class?: string }) => (
  <Switch
    fallback={
      <div class="nodoc t2 sm">
        <p>{claims_page_evidence_no_view()}</p>
        <a class="btn" href={documentHref(props.file)} download={props.file.fileName}>
          <Icon name="download" />
          {claims_page_evidence_download()}
        </a>
      </div>
    }
  >
    <Match when={!opens(props.file)}>
      <p class="nodoc t2 sm">{whyClosed(props.file)}</p>
    </Match>
    <Match when={isShown(props.file) && props.file.mime.startsWith('image/')}>
      <div class={`viewer ${props.class ?? ''}`}>
        <img src={inlineHref(props.file)} alt={claims_page_document({ name: props.file.fileName })} />
      </div>
    </Match>
    <Match when={isShown(props.file)}>
      <iframe
        class={`viewer ${props.class ?? ''}`}
        src={inlineHref(props.file)}
        title={claims_page_document({ name: props.file.fileName })}
      />
    </Match>
  </Switch>
)
