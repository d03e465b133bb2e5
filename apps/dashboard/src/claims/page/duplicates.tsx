import {
  evidence_same_elsewhere,
  evidence_same_elsewhere_own,
  evidence_same_here,
  evidence_same_on,
  evidence_same_on_own,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/icon.tsx'
import type { EvidenceFile } from './claim.ts'

type Duplicate = EvidenceFile['duplicates'][number]
export type Reader = 'partner' | 'vendor'

/** Where the same bytes stand as well (CLM-V14). The vendor reads of every claim, a partner of its own only. */
export const duplicateWords = ({ same, number }: Duplicate, reader: Reader): string => {
  if (same) return evidence_same_here()
  if (number === null) return reader === 'partner' ? evidence_same_elsewhere_own() : evidence_same_elsewhere()
  return reader === 'partner' ? evidence_same_on_own({ number }) : evidence_same_on({ number })
}

/** The warning beside a document; a claim that the reader may open is a link. */
export const Duplicates = (props: { file: EvidenceFile; reader: Reader }) => (
  <For each={props.file.duplicates}>
    {(duplicate) => (
      <p class="same sm">
        <Icon name="alert" />
        <Show
          when={!duplicate.same && duplicate.claimId}
          fallback={<span>{duplicateWords(duplicate, props.reader)}</span>}
        >
          {(claimId) => (
            <a href={props.reader === 'partner' ? paths.claim(claimId()) : paths.reviewClaim(claimId())}>
              {duplicateWords(duplicate, props.reader)}
            </a>
          )}
        </Show>
      </p>
    )}
  </For>
)
