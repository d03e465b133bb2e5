import {
  memberships_column_organisation,
  memberships_column_state,
  memberships_desk_decide,
  memberships_desk_exemption_approve,
  memberships_desk_exemption_approved,
  memberships_desk_exemption_refuse,
  memberships_desk_exemption_refused,
  memberships_desk_exemption_text,
  memberships_desk_exemption_title,
  memberships_desk_exemptions_empty_text,
  memberships_desk_exemptions_empty_title,
  memberships_desk_exemptions_lead,
  memberships_desk_exemptions_what,
  memberships_desk_filter_decided,
  memberships_desk_filter_decided_tick,
  memberships_desk_filter_decided_word,
  memberships_desk_no_file,
  memberships_tax_asked,
  memberships_tax_certificate,
  memberships_tax_country,
  memberships_tax_file,
  memberships_tax_valid,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { createTrpcQuery } from '../../lib/query.ts'
import { countryName } from '../../organisations/countries.ts'
import { Icon } from '../../ui/icon.tsx'
import { DefinitionList } from '../../ui/record.tsx'
import type { Look } from '../../ui/status.tsx'
import { looks, Status } from '../../ui/status.tsx'
import type { Column } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import type { DeskExemption } from '../answers.ts'
import { validityOf } from '../validity.ts'
import { exemptionWords } from '../words.ts'
import { createDeskAddress, DeskList, isDone } from './list.tsx'
import { VerdictDialog } from './verdict.dialog.tsx'

const ProofLink = (props: { of: DeskExemption }) => (
  <Show when={props.of.proof} fallback={<span class="t3">{memberships_desk_no_file()}</span>}>
    {(proof) => (
      <a class="paper" href={`/files/exemptions/${props.of.exemptionId}/proof`}>
        <Icon name="file" />
        <span dir="auto">{proof().fileName}</span>
      </a>
    )}
  </Show>
)

/** What a partner waits for is the desk's to do. */
const lookOf = ({ state }: DeskExemption): Look => (state === 'pending' ? looks.yours : exemptionWords[state].look)

const columns: Column<DeskExemption>[] = [
  {
    key: 'organisation',
    head: memberships_column_organisation(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <span class="b" dir="auto">
        {row.organizationName}
      </span>
    ),
  },
  {
    key: 'certificate',
    head: memberships_tax_certificate(),
    slot: 'under',
    cell: (row) => (
      <>
        {countryName(row.country)} <span class="t3 num">{row.certificate}</span>
      </>
    ),
  },
  { key: 'valid', head: memberships_tax_valid(), slot: 'under', cell: validityOf },
  { key: 'file', head: memberships_tax_file(), slot: 'next', cell: (row) => <ProofLink of={row} /> },
  { key: 'asked', head: memberships_tax_asked(), spare: true, cell: (row) => <Time at={row.askedAt} form="date" /> },
  {
    key: 'state',
    head: memberships_column_state(),
    slot: 'state',
    cell: (row) => <Status look={lookOf(row)}>{exemptionWords[row.state].word()}</Status>,
  },
]

/** Certificates of tax exemption to decide about, the oldest first (MEM-R7). */
export const DeskExemptions = () => {
  const address = createDeskAddress()
  const list = createTrpcQuery(
    api.memberships.support.exemptions,
    () => ({
      states: isDone(address) ? ['approved' as const, 'refused' as const] : ['pending' as const],
      cursor: address.cursor(),
      size: address.size(),
    }),
    () => ({ keepsPrevious: true }),
  )
  return (
    <DeskList
      query={list}
      address={address}
      lead={memberships_desk_exemptions_lead()}
      what={memberships_desk_exemptions_what()}
      empty={{ title: memberships_desk_exemptions_empty_title(), text: memberships_desk_exemptions_empty_text() }}
      done={{
        label: memberships_desk_filter_decided(),
        word: memberships_desk_filter_decided_word(),
        tick: memberships_desk_filter_decided_tick(),
      }}
      columns={columns}
      rowKey={(row) => row.exemptionId}
      rowName={(row) => row.organizationName}
      deed={(row) => (row.state === 'pending' ? memberships_desk_decide() : null)}
      dialog={(row, close) => <ExemptionVerdict exemption={row} onClose={close} />}
    />
  )
}

const ExemptionVerdict = (props: { exemption: DeskExemption; onClose: () => void }) => {
  const decide = createTrpcMutation(api.memberships.support.decideExemption, {
    onSuccess: (_, { verdict }) => {
      const organisation = props.exemption.organizationName
      toast(
        verdict === 'approve'
          ? memberships_desk_exemption_approved({ organisation })
          : memberships_desk_exemption_refused({ organisation }),
      )
      props.onClose()
    },
  })
  return (
    <VerdictDialog
      title={memberships_desk_exemption_title({
        country: countryName(props.exemption.country),
        organisation: props.exemption.organizationName,
      })}
      approve={memberships_desk_exemption_approve()}
      refuse={memberships_desk_exemption_refuse()}
      busy={decide.isPending}
      error={decide.error}
      onDecide={(verdict, note) =>
        decide.mutate({ exemptionId: props.exemption.exemptionId, verdict, note, version: props.exemption.version })
      }
      onClose={props.onClose}
    >
      <p class="t2 mb-3">{memberships_desk_exemption_text()}</p>
      <DefinitionList
        facts={[
          { term: memberships_tax_country(), detail: countryName(props.exemption.country) },
          { term: memberships_tax_certificate(), detail: props.exemption.certificate },
          { term: memberships_tax_valid(), detail: validityOf(props.exemption) },
          { term: memberships_tax_file(), detail: <ProofLink of={props.exemption} /> },
          {
            term: memberships_tax_asked(),
            detail: [formatDate(props.exemption.askedAt), props.exemption.askedByName].filter(Boolean).join(' · '),
          },
        ]}
      />
    </VerdictDialog>
  )
}
