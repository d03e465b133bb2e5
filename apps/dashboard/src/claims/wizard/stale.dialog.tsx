import {
  answers_stale_by,
  claims_stale_field,
  claims_stale_keep,
  claims_stale_nothing,
  claims_stale_same,
  claims_stale_saved,
  claims_stale_take,
  claims_stale_text,
  claims_stale_title,
  claims_stale_yours,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { formatMoment } from '../../lib/format.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { Draft } from './draft-keeper.ts'
import type { SummaryLine } from './summary.ts'
import { summaryOf } from './summary.ts'
import type { Wizard } from './wizard-context.ts'
import { useWizard } from './wizard-context.ts'

/** The draft was saved in another tab or by a colleague meanwhile: field by field what differs, and whose words stay (GEN-R5). */
export const StaleDialog = (props: { onSettled: () => void }) => {
  const wizard = useWizard()
  const { keeper } = wizard
  const keepMine = async (): Promise<void> => {
    await keeper.keepMine()
    props.onSettled()
  }
  const takeTheirs = (): void => {
    keeper.takeTheirs()
    props.onSettled()
  }
  return (
    <Show when={keeper.isAsking() && keeper.elsewhere()}>
      {(theirs) => (
        <Dialog
          open
          wide
          onClose={() => keeper.setAsking(false)}
          title={claims_stale_title()}
          footer={
            <>
              <Button look="primary" onClick={() => void keepMine()}>
                {claims_stale_keep()}
              </Button>
              <Button onClick={takeTheirs}>{claims_stale_take()}</Button>
            </>
          }
        >
          <p class="t2 mb-3">{staleText(theirs())}</p>
          <Differences of={differencesOf(wizard, theirs())} />
        </Dialog>
      )}
    </Show>
  )
}

const staleText = ({ savedAt, savedBy }: Draft): string =>
  savedBy
    ? answers_stale_by({ name: savedBy, when: formatMoment(savedAt) })
    : claims_stale_text({ when: formatMoment(savedAt) })

interface FieldDifference {
  term: string
  yours: string
  saved: string
}

const differencesOf = (wizard: Wizard, theirs: Draft): FieldDifference[] => {
  const mine = summaryOf(wizard, wizard.keeper.input)
  const saved = summaryOf(wizard, theirs.input)
  const terms = [...new Set([...mine, ...saved].map(({ term }) => term))]
  return terms
    .map((term) => ({ term, yours: textOf(mine, term), saved: textOf(saved, term) }))
    .filter(({ yours, saved: other }) => yours.trim() !== other.trim())
}

const textOf = (lines: readonly SummaryLine[], term: string): string =>
  lines.find((line) => line.term === term)?.lines.join('\n') ?? ''

const Differences = (props: { of: readonly FieldDifference[] }) => (
  <Show when={props.of.length > 0} fallback={<p>{claims_stale_same()}</p>}>
    <table class="tbl differences still" role="table" data-narrow="labels">
      <thead role="rowgroup">
        <tr role="row">
          <For each={[claims_stale_field(), claims_stale_yours(), claims_stale_saved()]}>
            {(head) => (
              <th role="columnheader" scope="col">
                {head}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody role="rowgroup">
        <For each={props.of}>
          {(difference) => (
            <tr role="row">
              <th role="rowheader" scope="row">
                {difference.term}
              </th>
              <td role="cell" dir="auto" data-h={claims_stale_yours()}>
                {difference.yours || claims_stale_nothing()}
              </td>
              <td role="cell" dir="auto" data-h={claims_stale_saved()}>
                {difference.saved || claims_stale_nothing()}
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  </Show>
)
