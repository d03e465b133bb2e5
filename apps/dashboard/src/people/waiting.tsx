import type { inferRouterOutputs } from '@trpc/server'
import {
  people_approve,
  people_approve_count,
  people_approve_of,
  people_column_invited_by,
  people_column_job_role,
  people_column_location,
  people_column_name,
  people_column_proposed,
  people_column_waits,
  people_decision,
  people_deny,
  people_deny_count,
  people_deny_of,
  people_none_held,
  people_pending_empty_text,
  people_pending_empty_title,
  people_pending_lead,
  people_pending_list,
  people_requests_empty_text,
  people_requests_empty_title,
  people_requests_lead,
  people_requests_list,
  people_waiting_none_text,
  people_waiting_none_title,
  people_what,
} from '@ofrecord/messages/messages'
import { createEffect, createSignal, For, on, Show, untrack } from 'solid-js'
import { roleName } from '../account/role-name.ts'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { BulkBar } from '../ui/table-tools.tsx'
import type { Column } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import { createListAddress } from '../lists/address.ts'
import { nameOrAddress, PersonCell } from './cells.tsx'
import { DecisionDialog } from './decision.dialog.tsx'
import { PeopleFrame } from './frame.tsx'
import { ListView } from '../lists/list-view.tsx'
import { nameChips, nameFilters, namesAsked } from './name-filters.ts'
import { createPlaces } from '../organisations/places.ts'

type WaitingRow = inferRouterOutputs<AppRouter>['people']['requests']['rows'][number]

export type Verdict = 'approve' | 'deny'

interface Asked {
  verdict: Verdict
  affiliationIds: readonly string[]
}

const lists = {
  requests: {
    tab: 'requests',
    procedure: api.people.requests,
    lead: people_requests_lead,
    label: people_requests_list,
    empty: () => ({ title: people_requests_empty_title(), text: people_requests_empty_text() }),
  },
  pending: {
    tab: 'toApprove',
    procedure: api.people.pending,
    lead: people_pending_lead,
    label: people_pending_list,
    empty: () => ({ title: people_pending_empty_title(), text: people_pending_empty_text() }),
  },
} as const

const basics: Column<WaitingRow>[] = [
  {
    key: 'name',
    head: people_column_name(),
    names: true,
    slot: 'title',
    cell: (row) => <PersonCell person={row} />,
  },
  {
    key: 'location',
    head: people_column_location(),
    slot: 'under',
    cell: (row) => (
      <>
        <span dir="auto">{row.locationName}</span> <span class="t3 num">{row.locationNumber}</span>
      </>
    ),
  },
]

/** An invitation names who invited and as what; who asks by themselves has neither. */
const invited: Column<WaitingRow>[] = [
  { key: 'jobRole', head: people_column_job_role(), spare: true, cell: (row) => row.jobRole },
  { key: 'invitedBy', head: people_column_invited_by(), spare: true, cell: (row) => row.invitedBy },
  {
    key: 'proposed',
    head: people_column_proposed(),
    cell: (row) => (
      <For each={row.proposedRoles} fallback={<span class="t3">{people_none_held()}</span>}>
        {({ role }) => <span class="held">{roleName(role)}</span>}
      </For>
    ),
  },
]

const since: Column<WaitingRow> = {
  key: 'since',
  head: people_column_waits(),
  slot: 'state',
  says: true,
  cell: (row) => <Time at={row.since} form="date" />,
}

/** People for whom an administrator has to say yes or no, one at a time or together. */
export const WaitingList = (props: { of: keyof typeof lists }) => {
  const list = untrack(() => lists[props.of])
  const me = useMe()
  const address = createListAddress(nameFilters)
  const places = createPlaces('people.manage')
  const [picked, setPicked] = createSignal<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = createSignal<Asked>()
  const input = () => ({ ...namesAsked(address), cursor: address.cursor(), size: address.size() })
  const people = createTrpcQuery(list.procedure, input, () => ({ keepsPrevious: true }))
  // What is ticked belongs to the rows in sight: under other filters it would be decided about unseen.
  createEffect(
    on(
      () => JSON.stringify(input()),
      () => setPicked(new Set<string>()),
      { defer: true },
    ),
  )
  const decision: Column<WaitingRow> = {
    key: 'decision',
    head: people_decision(),
    slot: 'next',
    fixed: true,
    cell: (row) => (
      <span class="row acts">
        <Button onClick={() => setAsked({ verdict: 'approve', affiliationIds: [row.affiliationId] })}>
          {people_approve()} <span class="vh">{people_approve_of({ name: nameOrAddress(row) })}</span>
        </Button>
        <Button look="quiet" onClick={() => setAsked({ verdict: 'deny', affiliationIds: [row.affiliationId] })}>
          {people_deny()} <span class="vh">{people_deny_of({ name: nameOrAddress(row) })}</span>
        </Button>
      </span>
    ),
  }
  const decides = () => may(me(), 'people.manage')
  const columns = untrack(() => [
    ...basics,
    ...(props.of === 'pending' ? invited : []),
    since,
    ...(decides() ? [decision] : []),
  ])
  const ask = (verdict: Verdict): unknown => setAsked({ verdict, affiliationIds: [...picked()] })
  return (
    <PeopleFrame current={list.tab}>
      <p class="t2 lead-in">{list.lead()}</p>
      <FilterBar filters={nameChips(address, places)} onClear={address.clear} />
      <ListView
        query={people}
        address={address}
        what={people_what()}
        label={list.label()}
        columns={columns}
        rowKey={(row) => row.affiliationId}
        rowName={nameOrAddress}
        selected={picked()}
        onSelect={decides() ? setPicked : undefined}
        above={() => (
          <BulkBar count={picked().size} onClear={() => setPicked(new Set<string>())}>
            <Button onClick={() => ask('approve')}>{people_approve_count({ count: picked().size })}</Button>
            <Button onClick={() => ask('deny')}>{people_deny_count({ count: picked().size })}</Button>
          </BulkBar>
        )}
        empty={list.empty()}
        none={{ title: people_waiting_none_title(), text: people_waiting_none_text() }}
      />
      <Show when={asked()}>
        {(decided) => (
          <DecisionDialog
            of={props.of}
            {...decided()}
            onDone={() => setPicked(new Set<string>())}
            onClose={() => setAsked()}
          />
        )}
      </Show>
    </PeopleFrame>
  )
}
