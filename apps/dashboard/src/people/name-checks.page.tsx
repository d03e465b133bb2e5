import type { inferRouterOutputs } from '@trpc/server'
import {
  people_checks_accept,
  people_checks_refuse_verb,
  people_checks_keep,
  people_checks_does_refuse,
  people_checks_does_accept,
  people_checks_compared,
  people_checks_ask_refuse,
  people_checks_ask_accept,
  people_checks_accept_verb,
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
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { createDeed } from '../lib/deed.ts'
import { shownPerson } from '../lib/erased.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Flag } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import { toast } from '../ui/toast.tsx'
import { createListAddress } from '../lists/address.ts'
import { renew } from './deed.ts'
import { ListView } from '../lists/list-view.tsx'
import './people.css'

type CheckRow = inferRouterOutputs<AppRouter>['credentials']['nameChecks']['rows'][number]

type Verdict = 'accept' | 'refuse'
type Decide = (row: CheckRow, verdict: Verdict) => void

const columnsFor = (decide: Decide): Column<CheckRow>[] => [
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
        <Button onClick={() => decide(row, 'accept')}>
          {people_checks_accept()} <span class="vh">{people_checks_of({ name: row.credentialName })}</span>
        </Button>
        <Button look="quiet" onClick={() => decide(row, 'refuse')}>
          {people_checks_refuse()} <span class="vh">{people_checks_of({ name: row.credentialName })}</span>
        </Button>
      </span>
    ),
  },
]

interface Asked {
  row: CheckRow
  verdict: Verdict
}

const words = {
  accept: {
    question: people_checks_ask_accept,
    does: people_checks_does_accept,
    verb: people_checks_accept_verb,
    told: people_checks_accepted,
  },
  refuse: {
    question: people_checks_ask_refuse,
    does: people_checks_does_refuse,
    verb: people_checks_refuse_verb,
    told: people_checks_refused,
  },
}

/**
 * Neither answer is taken back from here: both names stand side by side once more, and what each answer does. Made anew for
 * every row: what was refused about one is none of the next.
 */
const VerdictDialog = (props: { asked: Asked; onClose: () => void }) => {
  const deed = createDeed(renew)
  const word = () => words[props.asked.verdict]
  const decide = async (): Promise<void> => {
    const { onClose } = props
    const { row, verdict } = props.asked
    const { credentialProfileId, credentialName: name } = row
    if (!(await deed.run(() => api.credentials.decideName.mutate({ credentialProfileId, verdict })))) return
    onClose()
    toast(words[verdict].told({ name }))
  }
  return (
    <ConfirmDialog
      open
      danger={props.asked.verdict === 'refuse'}
      question={word().question({ name: props.asked.row.credentialName })}
      confirm={word().verb()}
      keep={people_checks_keep()}
      busy={deed.isBusy()}
      onConfirm={() => void decide()}
      onClose={() => props.onClose()}
    >
      <p dir="auto">
        {people_checks_compared({
          credential: props.asked.row.credentialName,
          profile: shownPerson(props.asked.row.profileName),
        })}
      </p>
      <p class="mt-2">{word().does({ organisation: props.asked.row.organizationName })}</p>
      <Failure problem={deed.problem()} />
    </ConfirmDialog>
  )
}

/** Credentials whose name is not their owner's, for the vendor's service desk (CP-R4). */
const NameChecksPage = () => {
  const address = createListAddress([])
  const [asked, setAsked] = createSignal<Asked>()
  const columns = columnsFor((row, verdict) => setAsked({ row, verdict }))
  const list = createTrpcQuery(
    api.credentials.nameChecks,
    () => ({ cursor: address.cursor(), size: address.size() }),
    () => ({ keepsPrevious: true }),
  )
  createPage(() => ({ title: people_checks_title() }))
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
      <Show when={asked()} keyed>
        {(about) => <VerdictDialog asked={about} onClose={() => setAsked(undefined)} />}
      </Show>
    </>
  )
}

export default NameChecksPage
