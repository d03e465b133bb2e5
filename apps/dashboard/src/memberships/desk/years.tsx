import { membershipStates } from '@ofrecord/core/memberships/membership.rules'
import {
  common_cancel,
  memberships_anniversary,
  memberships_column_organisation,
  memberships_column_state,
  memberships_desk_extend,
  memberships_desk_extend_date,
  memberships_desk_extend_date_error,
  memberships_desk_extend_reason,
  memberships_desk_extend_reason_error,
  memberships_desk_extend_text,
  memberships_desk_extend_title,
  memberships_desk_extended_flag,
  memberships_desk_extended_toast,
  memberships_desk_extending,
  memberships_desk_years_empty_text,
  memberships_desk_years_empty_title,
  memberships_desk_years_lead,
  memberships_desk_years_search,
  memberships_desk_years_search_hint,
  memberships_desk_years_what,
  memberships_fact_tier,
  memberships_filter_state,
  memberships_payments_none_text,
  memberships_payments_none_title,
  people_menu_column,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { choiceChip } from '../../claims/list/chips.tsx'
import { api } from '../../lib/api.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { createTrpcQuery } from '../../lib/query.ts'
import { createAddressSearch, createListAddress } from '../../lists/address.ts'
import { ListView } from '../../lists/list-view.tsx'
import { dayText } from '../../people/days.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failure } from '../../ui/failure.tsx'
import { Field } from '../../ui/field.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { TextArea, TextInput } from '../../ui/inputs.tsx'
import { Flag, Status } from '../../ui/status.tsx'
import type { Column } from '../../ui/table.tsx'
import { toast } from '../../ui/toast.tsx'
import type { DeskStanding } from '../answers.ts'
import { membershipWords, tierWords } from '../words.ts'

const columns: Column<DeskStanding>[] = [
  {
    key: 'organisation',
    head: memberships_column_organisation(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <>
        <span class="b" dir="auto">
          {row.organizationName}
        </span>
        <span class="t3 num">{row.globalNumber}</span>
      </>
    ),
  },
  { key: 'tier', head: memberships_fact_tier(), slot: 'under', cell: (row) => tierWords[row.tier]() },
  {
    key: 'anniversary',
    head: memberships_anniversary(),
    slot: 'under',
    cell: (row) => (
      <>
        <Show when={row.anniversaryOn}>{(day) => <span>{dayText(day())}</span>}</Show>
        <Show when={row.extendedFrom}>
          {(day) => <Flag icon="clock">{memberships_desk_extended_flag({ date: dayText(day()) })}</Flag>}
        </Show>
      </>
    ),
  },
  {
    key: 'state',
    head: memberships_column_state(),
    slot: 'state',
    cell: (row) => (
      <Show when={row.state !== 'none' && row.state}>
        {(state) => <Status look={membershipWords[state()].look}>{membershipWords[state()].word()}</Status>}
      </Show>
    ),
  },
]

/** How all organisations stand, whose year ends first on top; an anniversary can be moved later. */
export const DeskYears = () => {
  const address = createListAddress(['q', 'state'])
  const search = createAddressSearch(address)
  const [extended, setExtended] = createSignal<DeskStanding>()
  const state = () => membershipStates.find((each) => each === address.value('state')) ?? null
  const list = createTrpcQuery(
    api.memberships.support.standings,
    () => ({
      search: address.value('q'),
      states: state() === null ? [] : [state()!],
      cursor: address.cursor(),
      size: address.size(),
    }),
    () => ({ keepsPrevious: true }),
  )
  const deed: Column<DeskStanding> = {
    key: 'extend',
    head: people_menu_column(),
    slot: 'next',
    fixed: true,
    cell: (row) => (
      <Show when={row.anniversaryOn && row.state !== 'lapsed'}>
        <span class="row acts">
          <Button onClick={() => setExtended(row)}>
            {memberships_desk_extend()} <span class="vh">{row.organizationName}</span>
          </Button>
        </span>
      </Show>
    ),
  }
  return (
    <>
      <p class="t2 lead-in">{memberships_desk_years_lead()}</p>
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: memberships_desk_years_search(),
          placeholder: memberships_desk_years_search_hint(),
        }}
        filters={[
          choiceChip({
            key: 'state',
            label: memberships_filter_state(),
            choices: () => membershipStates.map((value) => ({ value, label: membershipWords[value].word() })),
            chosen: state,
            choose: (chosen) => address.change({ state: chosen }),
          }),
        ]}
        onClear={search.clear}
      />
      <ListView
        query={list}
        address={{ ...address, clear: search.clear }}
        what={memberships_desk_years_what()}
        label={memberships_desk_years_what()}
        columns={[...columns, deed]}
        rowKey={(row) => row.organizationId}
        rowName={(row) => row.organizationName}
        empty={{ title: memberships_desk_years_empty_title(), text: memberships_desk_years_empty_text() }}
        none={{ title: memberships_payments_none_title(), text: memberships_payments_none_text() }}
      />
      <Show when={extended()}>{(row) => <ExtendDialog standing={row()} onClose={() => setExtended()} />}</Show>
    </>
  )
}

const ExtendDialog = (props: { standing: DeskStanding; onClose: () => void }) => {
  const [day, setDay] = createSignal('')
  const [reason, setReason] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const before = () => props.standing.anniversaryOn ?? ''
  const isLater = () => day() > before()
  const extend = createTrpcMutation(api.memberships.support.extend, {
    onSuccess: () => {
      toast(memberships_desk_extended_toast({ organisation: props.standing.organizationName, date: dayText(day()) }))
      props.onClose()
    },
  })
  const send = (): void => {
    setTried(true)
    const { membershipId, version } = props.standing
    if (!isLater() || reason().trim() === '' || extend.isPending || membershipId === null || version === null) return
    extend.mutate({ membershipId, version, anniversaryOn: day(), reason: reason().trim() })
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={memberships_desk_extend_title({ organisation: props.standing.organizationName })}
      footer={
        <>
          <Button look="primary" busy={extend.isPending} busyWord={memberships_desk_extending()} onClick={send}>
            {memberships_desk_extend()}
          </Button>
          <Button onClick={() => props.onClose()}>{common_cancel()}</Button>
        </>
      }
    >
      <div class="notes">
        <Failure error={extend.error} />
      </div>
      <p class="t2 mb-3">{memberships_desk_extend_text({ date: dayText(before()) })}</p>
      <Field
        label={memberships_desk_extend_date()}
        error={isTried() && !isLater() ? memberships_desk_extend_date_error({ date: dayText(before()) }) : undefined}
      >
        <TextInput type="date" value={day()} onInput={setDay} min={before()} />
      </Field>
      <Field
        label={memberships_desk_extend_reason()}
        error={isTried() && reason().trim() === '' ? memberships_desk_extend_reason_error() : undefined}
      >
        <TextArea value={reason()} onInput={setReason} rows={2} maxLength={500} />
      </Field>
    </Dialog>
  )
}
