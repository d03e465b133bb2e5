import type { CredentialState } from '@ofrecord/core/people/credential.rules'
import type { inferRouterOutputs } from '@trpc/server'
import {
  people_column_credential,
  people_column_ends_on,
  people_column_name,
  people_column_passed,
  people_column_qualifies,
  people_column_result,
  people_column_standing,
  people_credential_check_text,
  people_credential_counts,
  people_credential_facts,
  people_credential_history,
  people_credential_lead,
  people_credential_left,
  people_credential_next,
  people_credential_next_now,
  people_credential_organisation,
  people_credential_results,
  people_credential_results_none,
  people_credential_since,
  people_credential_span,
  people_credential_state_checked,
  people_credential_state_linked,
  people_credential_state_refused,
  people_credential_state_unlinked,
  people_credential_title,
  people_credential_what,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { formatDate } from '../lib/format.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { CatalogueName, CatalogueNames } from '../ui/catalogue.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { DefinitionList, Section } from '../ui/record.tsx'
import type { Look } from '../ui/status.tsx'
import { looks, Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import { LinkForm, Unlink } from './credential-links.tsx'
import { Day } from './day.tsx'
import { LastImport } from './last-import.tsx'
import './people.css'
import { skillWords } from './words.ts'

type Credential = NonNullable<inferRouterOutputs<AppRouter>['credentials']['mine']['credential']>
type Skill = Credential['skills'][number]

const states: Record<CredentialState, { word: () => string; look: Look }> = {
  unlinked: { word: people_credential_state_unlinked, look: looks.dashed },
  pending_name_check: { word: people_credential_state_checked, look: looks.half },
  linked: { word: people_credential_state_linked, look: looks.inForce },
  refused: { word: people_credential_state_refused, look: looks.refused },
}

const columns: Column<Skill>[] = [
  {
    key: 'name',
    head: people_column_result(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <>
        <CatalogueName class="b">{row.name}</CatalogueName> <span class="t3 mono">{row.code}</span>
      </>
    ),
  },
  { key: 'passed', head: people_column_passed(), cell: (row) => <Day of={row.passedOn} /> },
  {
    key: 'ends',
    head: people_column_ends_on(),
    cell: (row) => <Show when={row.countsThrough}>{(day) => <Day of={day()} />}</Show>,
  },
  {
    key: 'standing',
    head: people_column_standing(),
    slot: 'state',
    cell: (row) => <Status look={skillWords[row.status].look}>{skillWords[row.status].word()}</Status>,
  },
  {
    key: 'qualifies',
    head: people_column_qualifies(),
    slot: 'next',
    cell: (row) => <CatalogueNames names={row.qualifiesFor} />,
  },
]

/** One's own certifications, and where they count: only their owner links and unlinks (CP-R1). */
const CredentialPage = () => {
  const mine = createTrpcQuery(api.credentials.mine)
  createPage(() => ({ title: people_credential_title() }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{people_credential_title()}</h1>
          <p class="t2">
            {people_credential_lead()} <LastImport at={answerOf(mine)?.lastImportAt} />
          </p>
        </div>
      </div>
      <Loaded query={mine} what={people_credential_what()} rows={4}>
        {(known) => (
          <div class="max-w-200">
            <Show when={known().credential} fallback={<LinkForm credential={undefined} />}>
              {(credential) => <Known credential={credential()} />}
            </Show>
          </div>
        )}
      </Loaded>
    </>
  )
}

export default CredentialPage

const Known = (props: { credential: Credential }) => {
  const me = useMe()
  const isHere = () => (props.credential.organization || null)?.id === me().organisation?.id
  const isLinked = () => props.credential.state === 'linked'
  const isChecked = () => props.credential.state === 'pending_name_check'
  return (
    <>
      <Section title={people_credential_facts()} first>
        <DefinitionList class="mt-2" facts={factsOf(props.credential)} />
      </Section>
      <Show when={isChecked() && props.credential.checkDueAt}>
        {(dueAt) => (
          <div class="mt-4">
            <Note tone="wait">
              {people_credential_check_text({ vendor: me().vendor.name, date: formatDate(dueAt()) })}
            </Note>
          </div>
        )}
      </Show>
      <Show when={isLinked() || isChecked()}>
        <Unlink credential={props.credential} />
      </Show>
      <Show when={me().organisation && !isChecked() && !(isLinked() && isHere())}>
        <LinkForm credential={props.credential} />
      </Show>
      <Section title={people_credential_results()}>
        <Show
          when={props.credential.skills.length > 0}
          fallback={<p class="t3 sm">{people_credential_results_none()}</p>}
        >
          <div class="people-list">
            <Table
              label={people_credential_results()}
              columns={columns}
              rows={props.credential.skills}
              rowKey={(row) => row.id}
              narrow="labels"
            />
          </div>
        </Show>
      </Section>
      <Show when={props.credential.links.length > 0}>
        <Section title={people_credential_history()}>
          <ul class="holdings">
            <For each={props.credential.links}>
              {(link) => (
                <li>
                  <span class="b" dir="auto">
                    {link.organization.name}
                  </span>{' '}
                  <span class="t2">
                    {link.unlinkedAt
                      ? people_credential_span({ from: formatDate(link.linkedAt), to: formatDate(link.unlinkedAt) })
                      : people_credential_since({ date: formatDate(link.linkedAt) })}
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Section>
      </Show>
    </>
  )
}

const factsOf = ({ credentialId, name, state, organization, qualifiesFor, limits }: Credential) => [
  {
    term: people_column_standing(),
    detail: <Status look={states[state].look}>{states[state].word()}</Status>,
  },
  { term: people_column_credential(), detail: credentialId, mono: true },
  { term: people_column_name(), detail: name },
  { term: people_credential_organisation(), detail: organization ? organization.name : null },
  { term: people_column_qualifies(), detail: qualifiesFor.length > 0 ? <CatalogueNames names={qualifiesFor} /> : null },
  {
    term: people_credential_next(),
    detail: limits.nextPossibleAt ? formatDate(limits.nextPossibleAt) : people_credential_next_now(),
  },
  {
    term: people_credential_left(),
    detail: people_credential_counts({ left: limits.linksLeft, most: limits.linksPerYear }),
  },
]
