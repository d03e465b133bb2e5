import type { inferRouterOutputs } from '@trpc/server'
import {
  people_checks_accept,
  people_checks_accepted,
  people_checks_asked,
  people_checks_due,
  people_checks_empty_text,
  people_checks_empty_title,
  people_checks_late,
  people_checks_lead,
  people_checks_list,
  people_checks_names,
  people_checks_of,
  people_checks_profile,
  people_checks_refuse,
  people_checks_refused,
  people_checks_title,
  people_checks_what,
  people_column_credential,
  people_decision,
  people_own_organisation,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { shownPerson } from '../lib/erased.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { createFocusKeeper } from '../lists/kept-focus.ts'
import { Button } from '../ui/button.tsx'
import { Flag } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import { createListAddress } from '../lists/address.ts'
import { perform } from './deed.ts'
import { ListView } from '../lists/list-view.tsx'
import './people.css'

type CheckRow = inferRouterOutputs<AppRouter>['credentials']['nameChecks']['rows'][number]

const columns: Column<CheckRow>[] = [
  {
    key: 'names',
    head: people_checks_names(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <span class="b" dir="auto">
        {row.credentialName}
      </span>
    ),
  },
  {
    key: 'profile',
    head: people_checks_profile(),
    slot: 'under',
    cell: (row) => (
      <>
        <span dir="auto">{shownPerson(row.profileName)}</span> <span class="t3">{shownPerson(row.email)}</span>
      </>
    ),
  },
  {
    key: 'credential',
    head: people_column_credential(),
    cell: (row) => <span class="mono">{row.credentialId}</span>,
  },
  {
    key: 'organisation',
    head: people_own_organisation(),
    cell: (row) => <span dir="auto">{row.organizationName}</span>,
  },
  {
    key: 'asked',
    head: people_checks_asked(),
    spare: true,
    cell: (row) => <Time at={row.askedAt} form="date" />,
  },
  {
    key: 'due',
    head: people_checks_due(),
    slot: 'state',
    cell: (row) => (
      <>
        <span classList={{ soon: row.isOverdue }}>
          <Time at={row.dueAt} form="date" />
        </span>
        <Show when={row.isOverdue}>
          <Flag icon="clock">{people_checks_late()}</Flag>
        </Show>
      </>
    ),
  },
  {
    key: 'decision',
    head: people_decision(),
    slot: 'next',
    fixed: true,
    cell: (row) => (
      <span class="row acts">
        <Button onClick={() => void decide(row, 'accept')}>
          {people_checks_accept()} <span class="vh">{people_checks_of({ name: row.credentialName })}</span>
        </Button>
        <Button look="quiet" onClick={() => void decide(row, 'refuse')}>
          {people_checks_refuse()} <span class="vh">{people_checks_of({ name: row.credentialName })}</span>
        </Button>
      </span>
    ),
  },
]

const decide = ({ credentialProfileId, credentialName: name }: CheckRow, verdict: 'accept' | 'refuse') =>
  perform(
    () => api.credentials.decideName.mutate({ credentialProfileId, verdict }),
    verdict === 'accept' ? people_checks_accepted({ name }) : people_checks_refused({ name }),
  )

/** Credentials whose name is not their owner's, for the vendor's service desk (CP-R4). */
const NameChecksPage = () => {
  const address = createListAddress([])
  const list = createTrpcQuery(
    api.credentials.nameChecks,
    () => ({ cursor: address.cursor(), size: address.size() }),
    () => ({ keepsPrevious: true }),
  )
  createPage(() => ({ title: people_checks_title() }))
  createFocusKeeper()
  const nothing = { title: people_checks_empty_title(), text: people_checks_empty_text() }
  return (
    <>
      <div class="head">
        <div>
          <h1>{people_checks_title()}</h1>
          <p class="t2">{people_checks_lead()}</p>
        </div>
      </div>
      <ListView
        query={list}
        address={address}
        what={people_checks_what()}
        label={people_checks_list()}
        columns={columns}
        rowKey={(row) => row.credentialProfileId}
        rowName={(row) => row.credentialName}
        narrow="labels"
        empty={nothing}
        none={nothing}
      />
    </>
  )
}

export default NameChecksPage
