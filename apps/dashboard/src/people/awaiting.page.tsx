import { useLocation } from '@solidjs/router'
import type { inferRouterOutputs } from '@trpc/server'
import {
  people_awaiting_empty_text,
  people_awaiting_empty_title,
  people_awaiting_lead,
  people_awaiting_list,
  people_awaiting_note,
  people_column_how,
  people_column_location,
  people_column_person,
  people_column_sent,
  people_column_until,
  people_expired_on,
  people_from_file,
  people_menu_column,
  people_remove,
  people_remove_keep,
  people_remove_of,
  people_remove_question,
  people_remove_text,
  people_removed,
  people_removing,
  people_resend,
  people_resend_of,
  people_resent,
  people_waiting_none_text,
  people_waiting_none_title,
  people_what,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { formatDate } from '../lib/format.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import type { Column } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import { createListAddress } from '../lists/address.ts'
import { AskFirst } from './ask-first.tsx'
import { nameOrAddress, PersonCell } from './cells.tsx'
import { perform } from './deed.ts'
import { PeopleFrame } from './frame.tsx'
import { InviteSeveral } from './invite-several.tsx'
import { ListView } from '../lists/list-view.tsx'
import { nameChips, nameFilters, namesAsked } from './name-filters.ts'
import { createPlaces } from '../organisations/places.ts'
import { methodWords } from './words.ts'

type AwaitedRow = inferRouterOutputs<AppRouter>['people']['awaiting']['rows'][number]

/** Days before the end of a link in which it is worth a look. */
const soonDays = 3

const columns: Column<AwaitedRow>[] = [
  {
    key: 'name',
    head: people_column_person(),
    names: true,
    slot: 'title',
    cell: (row) => <PersonCell person={row} />,
  },
  {
    key: 'location',
    head: people_column_location(),
    slot: 'under',
    cell: (row) => <span dir="auto">{row.locationName}</span>,
  },
  {
    key: 'sent',
    head: people_column_sent(),
    spare: true,
    cell: (row) => <Show when={row.sentAt}>{(at) => <Time at={at()} form="date" />}</Show>,
  },
  {
    key: 'how',
    head: people_column_how(),
    spare: true,
    cell: (row) => methodWords[row.method](),
  },
  {
    key: 'until',
    head: people_column_until(),
    slot: 'state',
    says: true,
    cell: (row) => <Until row={row} />,
  },
]

const Until = (props: { row: AwaitedRow }) => (
  <Show
    when={props.row.status === 'expired'}
    fallback={
      <Show when={props.row.dueAt}>
        {(at) => (
          <span classList={{ soon: isSoon(at()) }}>
            <Time at={at()} form="date" />
          </span>
        )}
      </Show>
    }
  >
    <span class="t3">{people_expired_on({ date: formatDate(props.row.since) })}</span>
  </Show>
)

const isSoon = (at: string): boolean => new Date(at).getTime() - Date.now() < soonDays * 86_400_000

const actions: Column<AwaitedRow> = {
  key: 'actions',
  head: people_menu_column(),
  slot: 'next',
  fixed: true,
  cell: (row) => (
    <span class="row acts">
      <Button onClick={() => void resend(row)}>
        {people_resend()} <span class="vh">{people_resend_of({ name: nameOrAddress(row) })}</span>
      </Button>
      <Show when={row.status !== 'expired'}>
        <AskFirst
          verb={people_remove()}
          of={people_remove_of({ name: nameOrAddress(row) })}
          question={people_remove_question({ email: row.email })}
          text={people_remove_text()}
          busyWord={people_removing()}
          keep={people_remove_keep()}
          work={() => api.people.remove.mutate({ affiliationId: row.affiliationId })}
          told={people_removed({ email: row.email })}
        />
      </Show>
    </span>
  ),
}

const resend = ({ affiliationId, email }: AwaitedRow): Promise<boolean> =>
  perform({ work: () => api.people.resend.mutate({ affiliationId }), told: people_resent({ email }) })

/** People whose profile is awaited (PPL-R2); beside them, at an address of its own, the form for a list of addresses. */
const AwaitingPage = () => {
  const me = useMe()
  const location = useLocation()
  const address = createListAddress(nameFilters)
  const places = createPlaces('people.manage')
  const people = createTrpcQuery(
    api.people.awaiting,
    () => ({ ...namesAsked(address), cursor: address.cursor(), size: address.size() }),
    () => ({ keepsPrevious: true }),
  )
  const manages = () => may(me(), 'people.manage')
  const isInviting = () => location.pathname === paths.inviteSeveral && manages()
  return (
    <PeopleFrame
      current="awaiting"
      actions={
        <Show when={manages()}>
          <a class="btn quiet" href={paths.importPeople}>
            {people_from_file()}
          </a>
        </Show>
      }
    >
      <div classList={{ beside: isInviting() }}>
        <Show when={isInviting()}>
          <InviteSeveral />
        </Show>
        <div class="fading">
          <p class="t2 lead-in">{people_awaiting_lead()}</p>
          <FilterBar filters={nameChips(address, places)} onClear={address.clear} />
          <ListView
            query={people}
            address={address}
            what={people_what()}
            label={people_awaiting_list()}
            columns={manages() ? [...columns, actions] : columns}
            rowKey={(row) => row.affiliationId}
            rowName={nameOrAddress}
            empty={{ title: people_awaiting_empty_title(), text: people_awaiting_empty_text() }}
            none={{ title: people_waiting_none_title(), text: people_waiting_none_text() }}
            below={people_awaiting_note()}
          />
        </div>
      </div>
    </PeopleFrame>
  )
}

export default AwaitingPage
