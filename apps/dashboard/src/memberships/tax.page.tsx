import {
  memberships_column_state,
  memberships_tax_asked,
  memberships_tax_empty,
  memberships_tax_file,
  memberships_tax_lead,
  memberships_tax_list,
  memberships_tax_note,
  memberships_tax_proof_added,
  memberships_tax_proof_hint,
  memberships_tax_valid,
  memberships_tax_waiting,
  memberships_tax_waiting_lead,
  memberships_tax_waiting_more,
  memberships_tax_what,
  memberships_tax_yours,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { acceptedFiles, problemOfFile, sendFile, sizeLimit } from '../claims/page/upload.ts'
import { api } from '../lib/api.ts'
import { formatDate } from '../lib/format.ts'
import { answerOf, createTrpcQuery, refresh } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { countryName } from '../organisations/countries.ts'
import { Loaded } from '../ui/loaded.tsx'
import { DefinitionList, Section } from '../ui/record.tsx'
import { Status } from '../ui/status.tsx'
import { toast } from '../ui/toast.tsx'
import { Uploader } from '../ui/uploader.tsx'
import type { Exemption } from './answers.ts'
import { ExemptionForm } from './exemption.form.tsx'
import { MembershipFrame } from './frame.tsx'
import { TaxConfirmation } from './tax-confirmation.step.tsx'
import { validityOf } from './validity.ts'
import { exemptionWords } from './words.ts'

/** Certificates that take the tax off: those handed in, where each stands, and a form for another (MEM-R7). */
const TaxPage = () => {
  const me = useMe()
  const exemptions = createTrpcQuery(api.memberships.exemptions)
  const manages = () => may(me(), 'memberships.manage')
  // The page is one target for files, so one certificate at a time takes them: the newest that waits.
  const taking = () => (answerOf(exemptions) ?? []).find(({ state }) => state === 'pending')?.exemptionId
  return (
    <MembershipFrame current="tax">
      <Show when={manages()}>
        <WaitingTax />
      </Show>
      <p class="t2 lead-in">{memberships_tax_lead({ vendor: me().vendor.name })}</p>
      <div class="max-w-200">
        <Section title={memberships_tax_yours()}>
          <Loaded query={exemptions} what={memberships_tax_what()} rows={3}>
            {(rows) => (
              <Show when={rows().length > 0} fallback={<p class="t2 mt-3">{memberships_tax_empty()}</p>}>
                <ul class="exemptions" aria-label={memberships_tax_list()}>
                  <For each={rows()}>
                    {(row) => <ExemptionRecord of={row} takes={manages() && row.exemptionId === taking()} />}
                  </For>
                </ul>
              </Show>
            )}
          </Loaded>
        </Section>
        <Show when={manages()}>
          <ExemptionForm />
        </Show>
      </div>
    </MembershipFrame>
  )
}

export default TaxPage

/** Locations that came with a merger: nothing is ordered for them before somebody has looked at their tax data (MRG-R9). */
const WaitingTax = () => {
  const waiting = createTrpcQuery(api.memberships.taxToConfirm)
  const rows = () => answerOf(waiting)?.rows ?? []
  const more = () => (answerOf(waiting)?.count ?? 0) - rows().length
  return (
    <Show when={rows().length > 0}>
      <div class="mb-6">
        <Section title={memberships_tax_waiting()} first>
          <p class="t2">{memberships_tax_waiting_lead()}</p>
          <ul class="exemptions" aria-label={memberships_tax_waiting()}>
            <For each={rows()}>
              {(row) => (
                <li>
                  <h3>
                    <span dir="auto">{row.name}</span> <span class="t3 num">{row.number}</span>
                  </h3>
                  <div class="max-w-160">
                    <TaxConfirmation location={{ id: row.locationId, name: row.name }} open={row} />
                  </div>
                </li>
              )}
            </For>
          </ul>
          <Show when={more() > 0}>
            <p class="t2 mt-3">{memberships_tax_waiting_more({ count: more() })}</p>
          </Show>
        </Section>
      </div>
    </Show>
  )
}

const ExemptionRecord = (props: { of: Exemption; takes: boolean }) => {
  const me = useMe()
  const word = () => exemptionWords[props.of.state]
  return (
    <li>
      <h3>
        {countryName(props.of.country)} <span class="t3 num">{props.of.certificate}</span>
      </h3>
      <DefinitionList
        class="max-w-160"
        facts={[
          { term: memberships_column_state(), detail: <Status look={word().look}>{word().word()}</Status> },
          { term: memberships_tax_valid(), detail: validityOf(props.of) },
          {
            term: memberships_tax_asked(),
            detail: [formatDate(props.of.askedAt), props.of.askedByName].filter(Boolean).join(' · '),
          },
          {
            term: memberships_tax_file(),
            detail: props.of.proof && (
              <a href={`/files/exemptions/${props.of.exemptionId}/proof`}>{props.of.proof.fileName}</a>
            ),
          },
          { term: memberships_tax_note({ vendor: me().vendor.name }), detail: props.of.note },
        ]}
      />
      <Show when={props.takes}>
        <div class="mt-3 max-w-160">
          <Uploader
            id="certificate"
            accept={acceptedFiles}
            check={problemOfFile}
            hint={memberships_tax_proof_hint({ size: sizeLimit })}
            upload={(file, onProgress, signal) =>
              sendFile(
                `/files/exemptions/${props.of.exemptionId}/proof?${new URLSearchParams({ name: file.name })}`,
                file,
                onProgress,
                signal,
              )
            }
            onUploaded={(file) => {
              toast(memberships_tax_proof_added({ name: file.name }))
              void refresh(api.memberships.exemptions)
            }}
          />
        </div>
      </Show>
    </li>
  )
}
