import {
  claims_review_edit,
  claims_review_missing,
  claims_screen_activity,
  claims_screen_contacts,
  claims_screen_customer,
  claims_screen_items,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { paths } from '../../paths.ts'
import { FieldNotes } from '../../ui/field.tsx'
import { Section } from '../../ui/record.tsx'
import { NoticePreview } from './preview.tsx'
import { problemLine } from './problem-line.ts'
import type { Screen } from './screens.ts'
import type { SummaryLine } from './summary.ts'
import { summaryOf } from './summary.ts'
import { useWizard } from './wizard-context.ts'

const sections: readonly { screen: Screen; title: () => string }[] = [
  { screen: 'activity', title: claims_screen_activity },
  { screen: 'customer', title: claims_screen_customer },
  { screen: 'items', title: claims_screen_items },
  { screen: 'contacts', title: claims_screen_contacts },
]

/** The id of the link that leads back to a page, for the summary of errors. */
export const editLink = (screen: Screen): string => `edit-${screen}`

/** Everything once more, to be read and not typed; each part leads back to where it was said. */
export const ReviewStep = () => {
  const wizard = useWizard()
  const lines = () => summaryOf(wizard, wizard.keeper.input)
  return (
    <>
      <For each={sections}>
        {({ screen, title }, index) => (
          <Section
            title={title()}
            first={index() === 0}
            actions={
              <a id={editLink(screen)} href={paths.unfinishedClaim(wizard.keeper.place()?.draftId ?? '', screen)}>
                {claims_review_edit()} <span class="vh">{title()}</span>
              </a>
            }
          >
            <SummaryList lines={lines().filter((line) => line.screen === screen)} />
            <For each={wizard.judgement.blocking(screen)}>
              {(problem) => <FieldNotes id={`review-${problem.field}`} error={problemLine(wizard, problem)} />}
            </For>
          </Section>
        )}
      </For>
      <Show when={wizard.keeper.place()?.draftId}>
        {(draftId) => (
          <div class="mt-6">
            <NoticePreview of="draft" id={draftId()} />
          </div>
        )}
      </Show>
    </>
  )
}

/** `brief` says less where there is little room. */
export const SummaryList = (props: { lines: readonly SummaryLine[]; brief?: boolean }) => (
  <dl class="dl summary">
    <For each={props.lines}>
      {(line) => (
        <>
          <dt>{line.term}</dt>
          <dd classList={{ mono: line.mono ?? false }} dir="auto">
            <Show when={line.lines.length > 0} fallback={<span class="t3">{claims_review_missing()}</span>}>
              {(props.brief ? (line.brief ?? line.lines) : line.lines).join('\n')}
            </Show>
          </dd>
        </>
      )}
    </For>
  </dl>
)
