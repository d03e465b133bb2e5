import type { inferRouterOutputs } from '@trpc/server'
import {
  people_column_location,
  people_column_since,
  people_column_standing,
  people_leave,
  people_leave_ask,
  people_leave_done,
  people_leave_keep,
  people_leave_text,
  people_leaving,
  people_own_empty_text,
  people_own_empty_title,
  people_own_holds,
  people_own_holds_what,
  people_own_lead,
  people_own_list,
  people_own_organisation,
  people_own_title,
  people_own_what,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery, refresh } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { OwnRecoveries } from '../organisations/recoveries.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import { toast } from '../ui/toast.tsx'
import { renew } from './deed.ts'
import { Granters } from './granters.tsx'
import { OwnHoldings } from './holdings.tsx'
import { JoinForm } from './join-form.tsx'
import './people.css'
import { stateWords } from './words.ts'

type OwnStay = inferRouterOutputs<AppRouter>['people']['own'][number]

const columns: Column<OwnStay>[] = [
  {
    key: 'organisation',
    head: people_own_organisation(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <span class="b" dir="auto">
        {row.organisationName}
      </span>
    ),
  },
  {
    key: 'location',
    head: people_column_location(),
    slot: 'under',
    cell: (row) => <span dir="auto">{row.locationName}</span>,
  },
  {
    key: 'standing',
    head: people_column_standing(),
    slot: 'state',
    cell: (row) => (
      <>
        <Status look={stateWords[row.status].look}>{stateWords[row.status].word()}</Status>
        <Show when={row.reason}>{(reason) => <span class="t3">{reason()}</span>}</Show>
      </>
    ),
  },
  {
    key: 'since',
    head: people_column_since(),
    slot: 'next',
    says: true,
    cell: (row) => <Time at={row.since} form="date" />,
  },
]

/** The organisations that somebody is of, was of, or asked to be of; and how to ask another one. */
const MembershipsPage = () => {
  const me = useMe()
  const own = createTrpcQuery(api.people.own)
  createPage(() => ({ title: people_own_title() }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{people_own_title()}</h1>
          <p class="t2">{people_own_lead()}</p>
        </div>
      </div>
      <div class="max-w-200">
        <Loaded query={own} what={people_own_what()} rows={3}>
          {(stays) => (
            <Show
              when={stays().length > 0}
              fallback={<EmptyState title={people_own_empty_title()}>{people_own_empty_text()}</EmptyState>}
            >
              <Table
                label={people_own_list()}
                columns={columns}
                rows={stays()}
                rowKey={(row) => row.affiliationId}
                rowName={(row) => row.organisationName}
              />
            </Show>
          )}
        </Loaded>
        <Show when={me().side === 'partner' && me().organisation}>
          {(organisation) => (
            <>
              <Held organisation={organisation().name} />
              <Leave organisation={organisation().name} />
            </>
          )}
        </Show>
        <OwnRecoveries />
        <Granters />
        <JoinForm />
      </div>
    </>
  )
}

export default MembershipsPage

/** What one has been given, and by what one may do what: letters about it lead here. */
const Held = (props: { organisation: string }) => {
  const held = createTrpcQuery(api.people.held)
  return (
    <Section title={people_own_holds({ organisation: props.organisation })}>
      <Loaded query={held} what={people_own_holds_what()} rows={3}>
        {(known) => <OwnHoldings of={known()} />}
      </Loaded>
    </Section>
  )
}

const Leave = (props: { organisation: string }) => {
  const deed = createDeed(renew)
  const [isAsked, setAsked] = createSignal(false)
  const leave = async (): Promise<void> => {
    const done = await deed.run(() => api.people.leave.mutate())
    if (!done) return
    toast(people_leave_done({ organisation: props.organisation }))
    setAsked(false)
    await refresh(api.session)
  }
  return (
    <p class="mt-4">
      <Button look="danger" onClick={() => setAsked(true)}>
        {people_leave({ organisation: props.organisation })}
      </Button>
      <ConfirmDialog
        open={isAsked()}
        danger
        question={people_leave_ask({ organisation: props.organisation })}
        confirm={people_leave({ organisation: props.organisation })}
        confirmBusy={people_leaving()}
        keep={people_leave_keep()}
        busy={deed.isBusy()}
        onConfirm={() => void leave()}
        onClose={() => setAsked(false)}
      >
        <p>{people_leave_text()}</p>
        <Failure problem={deed.problem()} />
      </ConfirmDialog>
    </p>
  )
}
